import { isUtf8 } from 'node:buffer';
import type { RuleId } from './rules.ts';

/** The text of a file with lines ended by `\n`, or why it is none; then it is not known what the file holds. */
export function textOf(bytes: Buffer): { text: string } | { unreadable: RuleId } {
  const encoding = encodingOf(bytes);
  const unreadable = whyUnreadable(bytes, encoding);
  if (unreadable) return { unreadable };
  const text = encoding === 'windows-1252' ? windowsText(bytes) : new TextDecoder(encoding).decode(bytes);
  return { text: text.replace(/\r\n?/g, '\n') };
}

/** The first line that is a row, whatever the encoding; for choosing among contracts. */
export function headingLine(bytes: Buffer): string {
  const text = bytes.subarray(0, 8192).toString('latin1').replaceAll('\0', '');
  const lines = text.replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').split(/\r\n?|\n/);
  return (/^"?sep=/i.test(lines[0] ?? '') ? lines[1] : lines[0]) ?? '';
}

const HEAD = 4096;
const [NUL, ESCAPE, DELETE] = [0, 27, 127];

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

const UTF8_MARK = Buffer.from('\ufeff');
const hasUtf8Mark = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(UTF8_MARK);

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function whyUnreadable(bytes: Buffer, encoding: Encoding): RuleId | undefined {
  const head = bytes.subarray(0, HEAD);
  if (bytes.length === 0) return 'empty_file';
  if (isBinary(head)) return 'not_csv';
  if (encoding.startsWith('utf-16')) return undefined;
  if (bytes.includes(NUL)) return looksWide(head) ? 'encoding' : 'nul_bytes';
  if (MARKUP.test(head.toString('latin1'))) return 'html';
  if (encoding === 'windows-1252' && hasUtf8Mark(bytes)) return 'encoding';
  return [ESCAPE, 1, 2, DELETE].some(sign => bytes.includes(sign)) ? 'control_characters' : undefined;
}

const MARKUP = /^(\xef\xbb\xbf)?\s*(<!doctype|<html|<\?xml|<table|<head|<body|<meta|\{\\rtf)/i;

/** Zip and xlsx, old Office files, PDF, gzip, 7z, rar, Parquet, SQLite, PNG, JPEG, FLAC. */
const SIGNATURES =
  /^(504b0304|504b0506|d0cf11e0|25504446|1f8b|377abcaf|52617221|50415231|53514c69746520|89504e47|ffd8ff|24464c32)/;
const isBinary = (head: Buffer): boolean => SIGNATURES.test(head.subarray(0, 8).toString('hex'));

/** Every other byte is 0: UTF-16 without its mark. */
function looksWide(head: Buffer): boolean {
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) at % 2 ? odd++ : even++;
  return Math.max(even, odd) > head.length / 3 && Math.min(even, odd) < head.length / 20;
}

/** What 0x80 to 0x9F are in windows-1252; the five that it lacks stay control characters, which are refused. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand: TextDecoder takes the name for ISO 8859-1 in some releases of Node. */
const windowsText = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, sign => HIGH[sign.charCodeAt(0) - 0x80] ?? sign);
