package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5"
	_ "github.com/lib/pq"
)

func must(err error) {
	if err != nil {
		fmt.Println("ERR", err)
		os.Exit(1)
	}
}

func main() {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, "postgres://me@127.0.0.1:"+os.Args[1]+"/aws")
	must(err)
	var n int
	var t string
	must(c.QueryRow(ctx, "SELECT $1::int + 1, $2::text", 4, "x").Scan(&n, &t))
	var list []string
	must(c.QueryRow(ctx, "SELECT array_agg(attname ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'pg_am'::regclass AND attnum > 0").Scan(&list))
	ty, err := c.LoadType(ctx, "_jsonb")
	must(err)
	var oid uint32
	must(c.QueryRow(ctx, "SELECT oid FROM pg_class WHERE relname = $1 AND relkind = $2", "pg_class", "r").Scan(&oid))
	b := &pgx.Batch{}
	b.Queue("SELECT 1")
	b.Queue("SELECT count(*) FROM pg_namespace WHERE nspname = $1", "ec2")
	r := c.SendBatch(ctx, b)
	var one, two int
	must(r.QueryRow().Scan(&one))
	must(r.QueryRow().Scan(&two))
	must(r.Close())
	fmt.Println("pgx", n, t, list, ty.Name, oid, one, two)
	must(c.Close(ctx))
	db, err := sql.Open("postgres", "host=127.0.0.1 port="+os.Args[1]+" user=me dbname=aws sslmode=disable")
	must(err)
	must(db.QueryRow("SELECT $1::int + 1, current_schema()", 4).Scan(&n, &t))
	tx, err := db.Begin()
	must(err)
	var name string
	must(tx.QueryRow("SELECT relname FROM pg_class WHERE oid = $1", 1259).Scan(&name))
	must(tx.Commit())
	fmt.Println("pq", n, t, name)
}
