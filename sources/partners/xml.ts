import sax from 'sax';

/** What is told of an XML text, in its order; names without their prefix. */
export interface XmlReader {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads XML strictly; throws where it is not well-formed, or declares entities of its own. */
export function readXml(text: string, reader: XmlReader): void {
  const parser = sax.parser(true);
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.onerror = error => {
    throw error;
  };
  parser.ondoctype = () => {
    throw new Error('a document type is not expected');
  };
  parser.onopentag = ({ name, attributes }) =>
    reader.open(local(name), wanted => {
      const value = attributes[wanted];
      return typeof value === 'string' ? value : undefined;
    });
  parser.onclosetag = name => reader.close?.(local(name));
  parser.ontext = found => reader.text?.(found);
  parser.oncdata = found => reader.text?.(found);
  parser.write(text).close();
}
