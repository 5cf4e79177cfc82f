//! A few words for tables, so that a migration reads as a list of columns and both databases get the same shape.

use sea_orm_migration::prelude::*;

/// What a column holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Uuid,
    I32,
    I64,
    Str,
    Text,
    Bool,
    Date,
    Ts,
    F64,
    Json,
    Bytes,
}

impl Kind {
    fn define(self, column: &mut ColumnDef) {
        match self {
            Self::Uuid => column.uuid(),
            Self::I32 => column.integer(),
            Self::I64 => column.big_integer(),
            Self::Str => column.string(),
            Self::Text => column.text(),
            Self::Bool => column.boolean(),
            Self::Date => column.date(),
            Self::Ts => column.timestamp_with_time_zone(),
            Self::F64 => column.double(),
            Self::Json => column.json_binary(),
            Self::Bytes => column.binary(),
        };
    }
}

/// A table in the making.
pub(crate) struct Table {
    name: &'static str,
    statement: TableCreateStatement,
}

impl Table {
    pub(crate) fn new(name: &'static str) -> Self {
        let mut statement = sea_orm_migration::prelude::Table::create();
        statement.table(Alias::new(name));
        Self { name, statement }
    }

    fn add(&mut self, name: &'static str, kind: Kind, nullable: bool) {
        let mut column = ColumnDef::new(Alias::new(name));
        kind.define(&mut column);
        if nullable {
            column.null()
        } else {
            column.not_null()
        };
        self.statement.col(&mut column);
    }

    pub(crate) fn column(&mut self, name: &'static str, kind: Kind) {
        self.add(name, kind, false);
    }

    pub(crate) fn nullable(&mut self, name: &'static str, kind: Kind) {
        self.add(name, kind, true);
    }

    pub(crate) fn primary_key(&mut self, columns: &[&'static str]) {
        let mut key = Index::create();
        columns.iter().for_each(|column| {
            key.col(Alias::new(*column));
        });
        self.statement.primary_key(&mut key);
    }

    pub(crate) fn foreign_key(&mut self, columns: &[&'static str], other: &'static str, other_columns: &[&'static str]) {
        let mut key = ForeignKey::create();
        key.name(format!("fk_{}_{}", self.name, columns.join("_"))).from_tbl(Alias::new(self.name)).to_tbl(Alias::new(other));
        columns.iter().for_each(|column| {
            key.from_col(Alias::new(*column));
        });
        other_columns.iter().for_each(|column| {
            key.to_col(Alias::new(*column));
        });
        self.statement.foreign_key(&mut key);
    }

    pub(crate) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.statement).await
    }
}

fn over(table: &'static str, kind: &str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{kind}_{table}_{}", columns.join("_"))).table(Alias::new(table));
    columns.iter().for_each(|column| {
        index.col(Alias::new(*column));
    });
    index
}

pub(crate) async fn unique(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.create_index(over(table, "uq", columns).unique().take()).await
}

pub(crate) async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.create_index(over(table, "ix", columns)).await
}

/// Adds a column to a table that is there; one with a value for the rows there are is never empty.
pub(crate) async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    kind: Kind,
    value: Option<Value>,
) -> Result<(), DbErr> {
    let mut column = ColumnDef::new(Alias::new(name));
    kind.define(&mut column);
    match value {
        Some(value) => column.not_null().default(value),
        None => column.null(),
    };
    manager.alter_table(sea_orm_migration::prelude::Table::alter().table(Alias::new(table)).add_column(column).take()).await
}
