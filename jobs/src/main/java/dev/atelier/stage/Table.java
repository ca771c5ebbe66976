package dev.atelier.stage;

import dev.atelier.rows.RowCodec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table: rows of one record under one name.
 *
 * @param row the record that is its schema
 * @param key column of the id that no two rows share
 * @param dividedBy column that stands in folder names instead of files; null for none
 */
public record Table<T extends Record>(String name, Class<T> row, String key, String dividedBy) implements Input {
    /** The rows whose {@link #dividedBy} column has this value. */
    public Part part(String value) {
        return new Part(this, value, 1);
    }

    /** All columns, in order. */
    public StructType schema() {
        StructType record = RowCodec.of(row).schema();
        return dividedBy == null || record.getFieldIndex(dividedBy).isDefined()
                ? record
                : record.add(dividedBy, DataTypes.StringType);
    }

    /** All columns, in order, to select them. */
    public Column[] columns() {
        return java.util.Arrays.stream(schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
    }

    /** A row as one struct column of that name, with the record's columns only. */
    public Column as(String name) {
        Column[] columns = java.util.Arrays.stream(RowCodec.of(row).schema().fields())
                .map(StructField::name)
                .map(functions::col)
                .toArray(Column[]::new);
        return functions.struct(columns).as(name);
    }

    @Override
    public Table<T> table() {
        return this;
    }

    @Override
    public String path() {
        return name;
    }

    /**
     * A part of a table, which stages write and read by itself.
     *
     * @param value of the dividing column; null for all
     * @param pass that made it, 1-based
     */
    public record Part(Table<?> table, String value, int pass) implements Input {
        @Override
        public String path() {
            return pass == 1 ? rows() : rows() + "/" + Version.pass(pass);
        }

        /** Path of the rows of all passes. */
        String rows() {
            return value == null ? table.name() : table.name() + "/" + table.dividedBy() + "=" + value;
        }
    }
}
