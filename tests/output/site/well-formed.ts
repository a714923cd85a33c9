/** Elements of HTML without an end, and shapes of SVG that close themselves. */
const VOID = new Set(['meta', 'link', 'br']);
const SHAPES = new Set(['path', 'rect', 'circle', 'use']);
const ATTRIBUTE = /^[a-z][a-zA-Z0-9-]*="[^"<]*"$/;

/** One element of a page: its name, its attributes, and the text directly or deeper inside it. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/**
 * Reads a page by the rules that HTML and XML share (every element closed, every attribute quoted, no bare & or <),
 * and returns its elements; throws where a rule is broken.
 */
export function elementsOf(page: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const body = page.replace(/^<!doctype html>\n/, '');
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      for (const element of open) element.text += decoded(token);
    } else if (token.startsWith('</')) {
      const element = open.pop();
      if (element?.name !== token.slice(2, -1)) throw new Error(`${token} closes <${element?.name}>`);
    } else {
      const element = opened(token);
      elements.push(element);
      if (VOID.has(element.name)) continue;
      if (!token.endsWith('/>')) open.push(element);
      else if (!SHAPES.has(element.name)) throw new Error(`${token} cannot be empty`);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return elements;
}

function opened(token: string): Element {
  const [, name = '', rest = ''] =
    /^<([a-z][a-z0-9]*)((?:\s[^>]*)?)>$/.exec(token.replace(/\s*\/>$/, '>')) ?? [];
  if (!name) throw new Error(`${token} is not a tag`);
  const given = rest.match(/[^\s"]+(?:"[^"]*")?/g) ?? [];
  const attributes: Record<string, string> = {};
  for (const attribute of given) {
    if (!ATTRIBUTE.test(attribute)) throw new Error(`${attribute} in ${token} is not an attribute`);
    const [key = '', ...value] = attribute.split('=');
    attributes[key] = decoded(value.join('=').slice(1, -1));
  }
  return { name, attributes, text: '' };
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decoded(text: string): string {
  return text.replace(/&([^;\s]*;)?/g, (entity, name?: string) => {
    const char = ENTITIES[name?.slice(0, -1) ?? ''];
    if (!char) throw new Error(`'${entity}' in '${text.trim()}' is not an entity`);
    return char;
  });
}
