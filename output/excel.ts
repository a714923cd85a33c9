import type { Column } from '../transforms/columns.ts';
import type { PublishedTable } from '../transforms/tables.ts';
import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { dutchAge } from './dictionary/dutch.ts';
import { columnTypes, type Selection, selectTable } from './exporter.ts';

export const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula at the start of a text. */
const FORMULA = "'^[=+@\\t\\r-]'";

/**
 * How the rows of a table are read by a Dutch Excel: decimal comma, a byte order mark before the first heading, text that can be
 * taken for no formula and no date, names behind indicators and areas, and behind other codes what they mean.
 */
export async function excelSelect(
  warehouse: Warehouse,
  table: PublishedTable,
): Promise<(selection: Selection) => string> {
  const types = await columnTypes(warehouse, table.name);
  const formulas = await columnsWithFormulas(warehouse, table, types);
  const expressions = new Map<string, string>();
  for (const [name, type] of types) {
    if (type === 'DOUBLE') expressions.set(name, decimalComma(quoteName(name)));
    else if (AGE.test(name)) expressions.set(name, await ageInWords(warehouse, table, name));
    else if (formulas.has(name)) expressions.set(name, guarded(quoteName(name)));
  }
  const columns = table.columns.flatMap(column => {
    const label = labelOf(column, table);
    if (!label) return [column];
    expressions.set(label.name, label.sql);
    return [column, { ...column, name: label.name }];
  });
  const joins = joinsOf(table);
  const [first] = table.columns;
  return selection =>
    // Once names are joined to them, rows lie in no order.
    selectTable(
      { ...table, columns, isInOrder: false },
      { ...selection, joins, expression: name => expressions.get(name) ?? quoteName(name) },
    ).replace(` as ${quoteName(first?.name ?? '')}`, ` as ${quoteName(`${BYTE_ORDER_MARK}${first?.name}`)}`);
}

const AGE = /(^|_)age_group$/;

/** '5-6' would become the fifth of June. */
async function ageInWords(warehouse: Warehouse, table: PublishedTable, name: string): Promise<string> {
  const ages = await warehouse.all<{ age: string }>(
    `select distinct ${quoteName(name)}::varchar as age from gold.${table.name} where ${quoteName(name)} is not null order by age`,
  );
  return inWords(
    name,
    ages.map(({ age }) => [age, dutchAge(age)]),
  );
}

const inWords = (name: string, words: [code: string, word: string][]): string => {
  const cases = words.map(([code, word]) => `when ${quoteText(code)} then ${quoteText(word)}`);
  return cases.length === 0
    ? quoteName(name)
    : `case ${quoteName(name)}::varchar ${cases.join(' ')} else ${quoteName(name)}::varchar end`;
};

interface Label {
  name: string;
  sql: string;
}

const has = (table: PublishedTable, name: string): boolean => table.columns.some(one => one.name === name);

const isNamed = (table: PublishedTable, what: 'indicator' | 'area'): boolean =>
  table.name !== what &&
  !has(table, `${what}_name`) &&
  has(table, what === 'area' ? 'area_code' : 'indicator_id');

/** Codes that say how a figure is to be read, or why there is none; the word lists of the site have all. */
const SAID = /(^|_)(reason|outcome|status|trend|judgement|verdict|scope)$/;

/** What is written behind a column: a name, or the words of its code. */
function labelOf(column: Column, table: PublishedTable): Label | undefined {
  const { name, words = {}, many } = column;
  if (name === 'indicator_id' && isNamed(table, 'indicator'))
    return { name: 'indicator_name', sql: guarded('indicator_name') };
  if (name === 'area_code' && isNamed(table, 'area')) return { name: 'area_name', sql: guarded('area_name') };
  const told = Object.entries(words).filter(([code, { nl }]) => code !== nl);
  if (told.length === 0 || many || !SAID.test(name) || has(table, `${name}_nl`)) return undefined;
  return {
    name: `${name}_nl`,
    sql: inWords(
      name,
      told.map(([code, { nl }]) => [code, nl]),
    ),
  };
}

/** The names of the indicators and areas of a table; of areas without a vintage the newest. */
function joinsOf(table: PublishedTable): string {
  const indicators = `left join (select indicator_id::varchar as id_named, name_nl as indicator_name from gold.indicator)
    on id_named = ${table.name}.indicator_id::varchar`;
  const areas = has(table, 'area_vintage')
    ? `left join (select area_code::varchar as code_named, area_vintage as vintage_named, name as area_name from gold.area)
    on code_named = ${table.name}.area_code::varchar and vintage_named = ${table.name}.area_vintage`
    : `left join (select area_code::varchar as code_named, max_by(name, area_vintage) as area_name from gold.area group by area_code)
    on code_named = ${table.name}.area_code::varchar`;
  return [isNamed(table, 'indicator') && indicators, isNamed(table, 'area') && areas]
    .filter(Boolean)
    .join(' ');
}

const guarded = (column: string): string =>
  `case when regexp_matches(${column}::varchar, ${FORMULA}) then '''' || ${column}::varchar else ${column}::varchar end`;

const decimalComma = (column: string): string =>
  `case when ${column} = floor(${column}) and abs(${column}) < 1e15 then ${column}::bigint::varchar
     else replace(${column}::varchar, '.', ',') end`;

/** The text columns with a value that looks like a formula; of an enumeration its values tell, not the rows. */
async function columnsWithFormulas(
  warehouse: Warehouse,
  table: PublishedTable,
  types: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  const isFormula = (text: string) => `coalesce(bool_or(regexp_matches(${text}, ${FORMULA})), false)`;
  const found = [...types].flatMap(([name, type]) => {
    if (type === 'VARCHAR') return `${isFormula(quoteName(name))} as ${quoteName(name)}`;
    if (!type.startsWith('ENUM')) return [];
    return `(select ${isFormula('text')} from (select unnest(enum_range(null::${type}))::varchar as text)) as ${quoteName(name)}`;
  });
  if (found.length === 0) return new Set();
  const row = await warehouse.one<Record<string, boolean>>(
    `select ${found.join(', ')} from gold.${table.name}`,
  );
  return new Set(Object.keys(row).filter(name => row[name]));
}
