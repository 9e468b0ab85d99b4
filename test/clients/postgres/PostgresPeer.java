import java.sql.*;
public class PostgresPeer {
  static int rows(ResultSet r) throws SQLException { int n = 0; while (r.next()) n++; return n; }
  public static void main(String[] args) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + args[0] + "/aws?user=me")) {
      DatabaseMetaData m = c.getMetaData();
      System.out.println(m.getDatabaseProductVersion() + " " + m.getDatabaseMajorVersion());
      String[] names = {"catalogs","schemas","tables","columns","keys","indexes","imported","exported","typeInfo","functions","privs","best","keywords","cross"};
      for (String n : names) {
        try {
          int k = switch (n) {
            case "catalogs" -> rows(m.getCatalogs());
            case "schemas" -> rows(m.getSchemas());
            case "tables" -> rows(m.getTables(null, "ec2", "im%", new String[]{"TABLE","VIEW"}));
            case "columns" -> rows(m.getColumns(null, "ec2", "images", null));
            case "keys" -> rows(m.getPrimaryKeys(null, "ec2", "images"));
            case "indexes" -> rows(m.getIndexInfo(null, "ec2", "images", false, false));
            case "imported" -> rows(m.getImportedKeys(null, "ec2", "images"));
            case "exported" -> rows(m.getExportedKeys(null, "ec2", "images"));
            case "typeInfo" -> rows(m.getTypeInfo());
            case "functions" -> rows(m.getFunctions(null, null, null));
            case "privs" -> rows(m.getTablePrivileges(null, "ec2", "images"));
            case "best" -> rows(m.getBestRowIdentifier(null, "ec2", "images", 0, true));
            case "keywords" -> m.getSQLKeywords().length();
            case "cross" -> rows(m.getCrossReference(null,"ec2","images",null,"ec2","images"));
            default -> throw new IllegalStateException(n);
          };
          System.out.println("ok " + n + " " + k);
        } catch (Exception e) { System.out.println("ERR " + n + " " + e.getMessage().replace("\n"," ")); }
      }
      try (PreparedStatement p = c.prepareStatement("SELECT ?::int + 1, ?::text, now()::timestamptz, ARRAY[1,2]")) {
        for (int i = 0; i < 7; i++) { p.setInt(1, i); p.setString(2, "x" + i); ResultSet r = p.executeQuery(); r.next(); if (r.getInt(1) != i + 1 || !r.getString(2).equals("x" + i) || r.getTimestamp(3) == null || ((Integer[]) r.getArray(4).getArray()).length != 2) System.out.println("ERR binary " + i); }
      }
      c.setAutoCommit(false);
      try (Statement s = c.createStatement()) { s.setFetchSize(10); ResultSet r = s.executeQuery("SELECT i FROM range(1000) t(i)"); System.out.println("fetch " + rows(r)); }
      try (Statement s = c.createStatement()) { s.setFetchSize(100); System.out.println("fetch catalog " + rows(s.executeQuery("SELECT * FROM pg_class"))); }
      c.commit(); c.setAutoCommit(true);
      try (Statement s = c.createStatement()) { ResultSet r = s.executeQuery("SELECT image_id, public, creation_date FROM ec2.images WHERE \"Owners\" = 'self'"); ResultSetMetaData d = r.getMetaData(); System.out.println("cloud " + rows(r) + " " + d.getColumnTypeName(1) + " " + d.getColumnTypeName(2) + " " + d.getColumnTypeName(3) + " " + d.getTableName(1)); }
      c.setSchema("ec2"); System.out.println(c.getSchema() + " " + c.isValid(5));
    }
  }
}
