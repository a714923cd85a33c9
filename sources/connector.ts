import type { ServiceName } from '../indicators/config.ts';
import type { Period } from '../indicators/periods.ts';
import type { Edition } from './declaration.ts';
import type { Downloads } from './downloads.ts';
import type { HttpClient } from './http.ts';
import type { Draft, Snapshot } from './snapshot.ts';
import type { ResolvedTopic, TopicColumn } from './topics.ts';

/** The two forms in which CBS serves its tables; column keys differ between them. */
export type Platform = 'v3' | 'v4';

/** Where a table of CBS was found: at one of the platforms, or in a file that was saved from the page of the table. */
export interface Origin {
  platform: Platform | 'file';
  service: ServiceName;
  /** The table id as it is written there. */
  table: string;
  /** Why it is not the platform or the id that the declaration names. */
  because?: string;
}

/** What the source says of a table before anything is downloaded. */
export interface Revision {
  /** Changes whenever the source changes the table; empty when the source does not say. */
  modified: string;
  /** Number of the release, where the source numbers them. */
  version?: string;
  title: string;
  /** Rows of the whole table, when the source says. */
  rows?: number;
  origin?: Origin;
}

/** How a CSV file is written. */
export interface CsvForm {
  encoding: string;
  delimiter: string;
  decimal: '.' | ',';
  header: string[];
}

/** A CSV file within a zip, with areas by code. */
export interface CsvMember extends CsvForm {
  name: string;
  area: string;
  /** Column with the names of the areas, if there is one. */
  areaName: string | undefined;
  topics: ResolvedTopic[];
}

/** Stored pages: byte ranges of the rows in the decoded bodies. */
export type PageRanges = { name: string; start: number; end: number }[];

/** A collection of outlines: the property that holds the area code, and the pages. */
export interface FeaturePages {
  code: string;
  pages: PageRanges;
}

/** A CSV file within a zip with one address a row. */
export interface AddressFile {
  name: string;
  member: string;
  delimiter: string;
  header: string[];
  columns: { pc6: string; house_number: string; buurt: string };
}

/** Columns of a table that has one row per figure: which topic it is of, its value or text, and why it has none. */
export interface LongForm {
  measure: string;
  value: string;
  text: string;
  attribute: string;
}

type JsonRows = { kind: 'json'; pages: PageRanges; long?: LongForm };

/** Where the cells of a snapshot stand, in a form that DuckDB can read, and how. */
export type RowsFormat =
  | JsonRows
  | ({ kind: 'csv'; name: string } & CsvForm)
  | { kind: 'zip-csv'; name: string; members: CsvMember[] };

/** A list of areas, and the columns with code, name and the gemeente that they lie in. */
export type AreaRows = JsonRows & { columns: { code: string; title: string; gemeente: string } };

/** How a stored table is to be read: its rows, its dimensions, and the columns of our concepts. */
export interface TableShape {
  kind: 'cells';
  rows: RowsFormat;
  columns: { area: string; period?: string; margin?: string; age_group?: string; sex?: string };
  /** Keys that are read, trimmed, and what they mean; rows with other keys are left out. */
  keys: {
    period: Map<string, { period: Period; status: string }>;
    age_group: Map<string, string>;
    sex: Map<string, string>;
    margin: Map<string, 'value' | 'lower' | 'upper'>;
  };
  topics: ResolvedTopic[];
  /** Every column of the table, also those we do not use. */
  available: TopicColumn[];
  /** Where areas are listed with their names; absent when areas are given by name only. */
  areas?: AreaRows;
  /** Keys of columns can only be compared within one platform. */
  platform?: Origin['platform'];
}

/** What a snapshot holds, and how it is to be read: cells, the outlines of areas, or the buurt of each address. */
export type Shape =
  | TableShape
  | { kind: 'outlines'; collections: FeaturePages[] }
  | ({ kind: 'addresses' } & AddressFile);

/** What `vie try` shows of a table. */
export interface Preview {
  revision: Revision;
  topics: ResolvedTopic[];
  /** Rows that a run would download, when known. */
  selected: number | undefined;
  sample: Record<string, unknown>[];
}

/** What a table consists of at its source, whether or not it is as declared. */
export interface Inspection {
  revision: Revision;
  columns: TopicColumn[];
  dimensions: InspectedDimension[];
}

export interface InspectedDimension {
  name: string;
  kind: 'area' | 'period' | 'other';
  /** Trimmed keys and what they stand for; not of areas, which are many. */
  keys?: { key: string; title: string }[];
}

/** What a dimension is of, by the word that both platforms of CBS have for it. */
export const dimensionKind = (type: string): InspectedDimension['kind'] =>
  type.startsWith('Geo') ? 'area' : type === 'TimeDimension' ? 'period' : 'other';

/** What is to be downloaded, and where it goes. */
export interface Destination {
  revision: Revision;
  downloads: Downloads;
  onPage: OnPage;
}

/**
 * A protocol. Downloading knows nothing of what comes after; reading is a pure function of the stored bodies and
 * the declaration.
 */
export interface Connector {
  /** True when an edition never changes once it is published: it is fetched once. */
  immutable: boolean;
  probe(edition: Edition, http: HttpClient): Promise<Revision>;
  /** Downloads and verifies every body into the downloads; throws InconsistentDownload when a fresh start may help. */
  download(edition: Edition, into: Destination): Promise<Draft>;
  describe(edition: Edition, snapshot: Snapshot): Promise<Shape>;
  preview(edition: Edition, http: HttpClient): Promise<Preview>;
  /** For `vie doctor`; a connector without it is only asked for a preview. */
  inspect?(edition: Edition, http: HttpClient): Promise<Inspection>;
}

/** A protocol whose tables say what they consist of. */
export type InspectingConnector = Connector & Required<Pick<Connector, 'inspect'>>;

/** Called after each page with the rows so far and the rows expected (0 = unknown). */
export type OnPage = (rows: number, expected: number) => void;

/** The part of the declaration that decides what is downloaded; v4 tables only give the topics that are declared. */
export function selectionOf(
  edition: Edition,
  platform: Origin['platform'] = declaredPlatform(edition),
): string {
  const { dimensions, periods, table, file } = edition;
  const members = edition.members.length ? edition.members : undefined;
  const within = edition.within.length ? edition.within : undefined;
  const { area, period, margin, age_group, sex, fixed } = dimensions;
  const keys = { age_group: age_group?.keys, sex: sex?.keys, fixed, periods };
  const topics = [...new Set([...edition.topics.values()].map(topic => JSON.stringify(topic)))].sort();
  const measures = platform === 'v4' ? { topics } : {};
  return JSON.stringify({ table, file, members, within, area, period, margin, keys, ...measures });
}

const declaredPlatform = ({ connector }: Edition): Platform => (connector === 'cbs-odata-v4' ? 'v4' : 'v3');

/** What a snapshot of a table of CBS came from, told by what it holds. */
export function platformOf({ meta }: Snapshot): Origin['platform'] {
  const has = (start: string) => meta.files.some(({ name }) => name.startsWith(start));
  return has('MeasureCodes-') ? 'v4' : has('DataProperties') ? 'v3' : 'file';
}
