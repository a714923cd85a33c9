import { VieError } from '../../kernel/errors.ts';
import { sha256 } from '../../kernel/files.ts';
import { Archive } from '../archive.ts';
import type { AddressFile, Connector } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import { AddressCheck } from './address-rows.ts';
import { oneFile } from './one-file.ts';
import {
  examine,
  headOf,
  memberMatching,
  refusedRow,
  refuseOtherRows,
  textOf,
  whereToGet,
} from './zip-member.ts';

const MEMBER = '*pc6h*.csv';
/** Postcodes, numbers and codes are ASCII; a row with anything else is refused. */
const ENCODING = 'utf-8';

/** Names of the columns, which change from year to year: `Buurt2016`, `buurt2018`, `gwb2016_code`. */
const COLUMNS = {
  pc6: /^(pc6|postcode6?)$/i,
  house_number: /^(huisnummer|huisnr|hnr)$/i,
  buurt: /^(bu_?code|(buurt|gwb)_?(\d{4})?(_?code)?)$/i,
};

/** The buurt of every postcode and house number, as a CSV file within a zip; an edition never changes. */
export const addressList = (services: Record<string, string>): Connector =>
  oneFile(services, {
    name: 'archive.zip',
    whereToGet,
    verify: verified,
    digestOf: ({ hash }) => sha256(`addresses ${hash}`),
    describe: async (edition, { name, bytes }) => {
      const { form } = await open(bytes, edition);
      return { kind: 'addresses', name, ...form };
    },
    previewOf: () => ({ topics: [], sample: [] }),
  });

interface Opened {
  archive: Archive;
  form: Omit<AddressFile, 'name'>;
}

/** The member with the addresses, and which of its columns is which. */
async function open(bytes: Buffer, { members, source, id }: Edition): Promise<Opened> {
  const declared = members.find(one => one.level === 'buurt');
  if (members.length > 0 && !declared) {
    throw new VieError('declaration', `Edition '${id}' names no member with the buurten.`, {
      hint: `Write members: {buurt: '${MEMBER}'} in sources/${source.id}.yaml, or leave members out.`,
    });
  }
  const archive = await Archive.open(bytes);
  const member = memberMatching(archive, declared?.file ?? MEMBER);
  const { header, delimiter } = await headOf(archive, { name: member, encoding: ENCODING });
  const columnOf = (column: keyof typeof COLUMNS): string => {
    const found = header.filter(name => COLUMNS[column].test(name));
    if (found[0] !== undefined && found.length === 1) return found[0];
    const many = found.length ? `several columns for ${column}` : `no column for ${column}`;
    throw refusedRow(`The file has ${many}; its columns are ${header.join(', ')}.`, { file: member, row: 1 });
  };
  const columns = { pc6: columnOf('pc6'), house_number: columnOf('house_number'), buurt: columnOf('buurt') };
  return { archive, form: { member, delimiter, header, columns } };
}

/** The whole member with its checksum, every row of it an address. */
async function verified(bytes: Buffer, edition: Edition): Promise<{ rows: number; hash: string }> {
  const { archive, form } = await open(bytes, edition);
  const { sha256: hash } = await examine(archive, form.member);
  const check = new AddressCheck(form);
  for await (const text of textOf(archive, form.member, ENCODING)) check.take(text);
  const rows = check.end();
  refuseOtherRows(rows, edition);
  return { rows, hash };
}
