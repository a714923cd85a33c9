import { VieError } from '../../kernel/errors.ts';
import { sha256 } from '../../kernel/files.ts';
import { Archive } from '../archive.ts';
import type { Connector, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { TopicColumn } from '../topics.ts';
import { namesOf } from './declared-dimensions.ts';
import { oneFile } from './one-file.ts';
import { eachRow, examine, memberMatching, refuseOtherRows, whereToGet } from './zip-member.ts';
import { CsvMemberCheck, type VerifiedMember } from './zip-rows.ts';

interface Verified {
  rows: number;
  members: VerifiedMember[];
}

/** CSV files within a zip, one per area level, with areas by code; an edition never changes. */
export const zipCsv = (services: Record<string, string>): Connector =>
  oneFile(services, {
    name: 'archive.zip',
    whereToGet,
    verify: verified,
    digestOf: ({ members }) =>
      sha256(JSON.stringify(members.map(({ level, sha256: hash }) => [level, hash]))),
    describe: async (edition, { name, bytes }) => shapeOf(edition, name, await verified(bytes, edition)),
    previewOf: ({ members: [first] }) => ({ topics: first?.topics ?? [], sample: first?.sample ?? [] }),
  });

/** The declared members, each complete and of the declared form; refuses the file as a whole otherwise. */
async function verified(bytes: Buffer, edition: Edition): Promise<Verified> {
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
  const rows = members.reduce((sum, member) => sum + member.rows, 0);
  refuseOtherRows(rows, edition);
  return { rows, members };
}

function checkDeclaration({ source, id, members, dimensions }: Edition): void {
  const { area, period } = dimensions;
  const others = namesOf({ dimensions }).filter(name => name !== area && name !== period);
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

function shapeOf(edition: Edition, file: string, { members }: Verified): TableShape {
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
