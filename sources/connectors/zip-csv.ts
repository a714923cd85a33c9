import { VieError } from '../../kernel/errors.ts';
import { sha256 } from '../../kernel/files.ts';
import { Archive } from '../archive.ts';
import type { Connector, Revision, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Snapshot } from '../snapshot.ts';
import type { TopicColumn } from '../topics.ts';
import { eachRow, examine, explainMissing, memberMatching, zipAddress } from './zip-member.ts';
import { CsvMemberCheck, type VerifiedMember } from './zip-rows.ts';

const FILE = 'archive.zip';

/** CSV files within a zip, one per area level, with areas by code; an edition never changes. */
export function zipCsv(services: Record<string, string>): Connector {
  const revisionOf = ({ source }: Edition): Revision => ({ modified: '', title: source.title });
  return {
    immutable: true,
    probe: async edition => revisionOf(edition),
    async download(edition, revision, inbox, onPage) {
      const url = zipAddress(services, edition);
      const { members, bytes } = await inbox
        .obtain(FILE, url, async body => ({ members: await verified(body, edition), bytes: body.length }))
        .catch(error => explainMissing(edition, error));
      const rows = rowsIn(members);
      onPage(rows, rows);
      return {
        title: revision.title,
        url,
        rows,
        // Equal tables are equal content, however they are packed.
        digest: sha256(JSON.stringify(members.map(({ level, sha256: hash }) => [level, hash]))),
        pages: new Map([[FILE, { start: 0, end: bytes, count: rows }]]),
      };
    },
    describe,
    async preview(edition, http) {
      const { result } = await http
        .get(zipAddress(services, edition), ({ bytes }) => verified(bytes, edition))
        .catch(error => explainMissing(edition, error));
      const [first] = result;
      const selected = rowsIn(result);
      return {
        revision: { ...revisionOf(edition), rows: selected },
        topics: first?.topics ?? [],
        selected,
        sample: first?.sample ?? [],
      };
    },
  };
}

const rowsIn = (members: VerifiedMember[]): number => members.reduce((sum, { rows }) => sum + rows, 0);

/** The declared members, each complete and of the declared form; refuses the file as a whole otherwise. */
async function verified(bytes: Buffer, edition: Edition): Promise<VerifiedMember[]> {
  checkDeclaration(edition);
  const archive = await Archive.open(bytes);
  const members: VerifiedMember[] = [];
  for (const declared of edition.members) {
    const name = memberMatching(archive, declared.file);
    const { sha256: hash, encoding } = await examine(archive, name);
    const check = new CsvMemberCheck({ ...declared, name, encoding }, edition);
    await eachRow(archive, { name, encoding }, row => check.take(row));
    members.push({ ...check.result(), sha256: hash });
  }
  const { expectedRows } = edition;
  const rows = rowsIn(members);
  if (expectedRows === undefined || rows === expectedRows) return members;
  throw new VieError('contract', `The members have ${rows} rows, the declaration expects ${expectedRows}.`, {
    where: { table: edition.table },
    hint: 'Another file was published; correct `rows` in the source declaration if it is right.',
  });
}

function checkDeclaration({ source, id, members, dimensions }: Edition): void {
  const { margin, age_group, sex, fixed } = dimensions;
  const others = [margin, age_group?.dimension, sex?.dimension, ...Object.keys(fixed)].filter(Boolean);
  if (members.length > 0 && others.length === 0) return;
  throw new VieError(
    'declaration',
    members.length === 0
      ? `Edition '${id}' does not say which files of the archive it reads.`
      : `Files within a zip are read by area and period only, not by ${others.join(', ')}.`,
    {
      where: { source: source.id },
      hint: `Correct sources/${source.id}.yaml, for instance: members: {buurt: '*buurt*.csv'}.`,
    },
  );
}

async function describe(edition: Edition, snapshot: Snapshot): Promise<TableShape> {
  const [file = FILE] = snapshot.pages.map(page => page.name);
  const members = await verified(await snapshot.read(file), edition);
  const { period } = edition.dimensions;
  const periods = new Map(members.flatMap(member => [...member.periods]));
  const wanted = [...periods].filter(([, one]) => edition.periods?.includes(one.period) ?? true);
  const available = new Map<string, TopicColumn>();
  for (const column of members.flatMap(member => member.available)) available.set(column.key, column);
  return {
    kind: 'cells',
    rows: { kind: 'zip-csv', name: file, members },
    columns: { area: edition.dimensions.area, ...(period ? { period } : {}) },
    keys: {
      period: new Map(wanted.map(([label, one]) => [label, { period: one, status: edition.status }])),
      age_group: new Map(),
      sex: new Map(),
      margin: new Map(),
    },
    topics: members[0]?.topics ?? [],
    available: [...available.values()],
  };
}
