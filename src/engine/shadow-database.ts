/** The database that the tables of a provider are in: the first of its uses under the provider's own name. */
export function databaseOf(provider: string, use: number): string {
  return use === 1 ? provider : `${provider} ${use}`;
}

/** A text of DuckDB's with the names of tables as the statement has them: `aws.ec2.images` of `"aws 2".ec2.images`. */
export function withoutUses(text: string): string {
  return text.replace(/"(\w+) \d+"\./g, '$1.');
}

/** The provider of a database that shadow tables are in: `aws` of `aws 2`. */
export function providerOfDatabase(database: string): string {
  return database.replace(/ \d+$/, '');
}
