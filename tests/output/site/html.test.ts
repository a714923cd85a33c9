import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, Html, html } from '../../../output/site/html.ts';
import { elementsOf } from './well-formed.ts';

describe('a value in a template', () => {
  test.each([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
    ["'", '&#39;'],
    ['&lt;', '&amp;lt;'],
    ['"><script>', '&quot;&gt;&lt;script&gt;'],
  ])('%s is written as %s', (value, text) => {
    expect(html`<p>${value}</p>`.text).toBe(`<p>${text}</p>`);
    expect(html`<a href="${value}">x</a>`.text).toBe(`<a href="${text}">x</a>`);
  });

  test('cannot leave its attribute, and is read back as it was, whatever it holds', () => {
    const letters = fc.string({ unit: fc.constantFrom('"', "'", '<', '>', '&', '=', ' ', '/', 'a', ';') });
    fc.assert(
      fc.property(letters, value => {
        const [link] = elementsOf(html`<a href="${value}" class="x">${value}</a>`.text);
        expect(link).toEqual({ name: 'a', attributes: { href: value, class: 'x' }, text: value });
      }),
    );
  });

  test('of our own making is taken over; the same text from elsewhere is not', () => {
    const bold = html`<b>${'<'}</b>`;
    expect(html`<p>${bold}${bold.text}</p>`.text).toBe('<p><b>&lt;</b>&lt;b&gt;&amp;lt;&lt;/b&gt;</p>');
    expect(html`${new Html('<br />')}`.text).toBe('<br />');
  });

  test('is left out when it is absent, and 0 is not absent', () => {
    expect(html`<p>${null}${undefined}${''}${0}</p>`.text).toBe('<p>0</p>');
  });

  test('may be a list, also of lists, in its order and without anything between', () => {
    expect(html`<p>${['a', [html`<i>b</i>`, ['"']], 3]}</p>`.text).toBe('<p>a<i>b</i>&quot;3</p>');
  });
});

test('a text is escaped once, every time a sign comes', () => {
  expect(escapeHtml('"a" & "b"')).toBe('&quot;a&quot; &amp; &quot;b&quot;');
});
