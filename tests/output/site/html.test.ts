import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { HOSTILE, NOTICE, pagesOf, writtenSite } from './world.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Names of areas and indicators are as long as they are.
    'long-title': 'off',
    // Drawings in a page close their elements as SVG does.
    'void-style': 'off',
  },
});

test('every page is valid HTML', async () => {
  const faults: string[] = [];
  for (const { path, text } of await pagesOf(await writtenSite())) {
    const { results } = await validator.validateString(text, path);
    for (const { line, column, ruleId, message } of results.flatMap(one => one.messages))
      faults.push(`${path}:${line}:${column} ${ruleId}: ${message}`);
  }
  expect(faults.slice(0, 20)).toEqual([]);
});

test('no page brings script or style of its own, from elsewhere, or from a label', async () => {
  for (const { path, text } of await pagesOf(await writtenSite())) {
    expect(text.match(/<script\b[^>]*>/g), path).toSatisfy((tags: string[]) =>
      tags.every(tag => /^<script src="(\.\.\/)?(site|data\/zoek)\.js">$/.test(tag)),
    );
    expect(text, path).not.toMatch(
      /<style|\sstyle="|\son[a-z]+="|javascript:|(?:src|<link[^>]*href)="https?:/,
    );
    expect(text, path).not.toContain('alert("x")');
    expect(text, path).toContain('Proefgegevens &amp; &quot;verzonnen&quot;');
  }
  expect(HOSTILE + NOTICE).toContain('alert("x")');
});
