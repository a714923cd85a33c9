// Put into a page before it is looked at: plain questions about what stands there. Not the site's own script.
window.looking = {
  open() {
    for (const closed of document.querySelectorAll('details:not([open])')) closed.open = true;
  },
  async axe(tags) {
    const { violations } = await window.axe.run({ runOnly: { type: 'tag', values: tags }, preload: false });
    return violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`);
  },
  /** Each drawing: its name and description, and the marks of which no row of a table after it has the name and the numbers. */
  drawings() {
    const numbers = text => text.match(/[-−]?\d+(,\d+)?/g) ?? [];
    return [...document.querySelectorAll('svg[role=img]')].map(drawing => {
      const label = drawing.getAttribute('aria-labelledby') ?? '';
      const rows = [...document.querySelectorAll('main table tr')]
        .filter(row => drawing.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING)
        .map(row => ({ name: row.cells[0].textContent, numbers: new Set(numbers(row.innerText)) }));
      const marks = [...drawing.querySelectorAll('g > title, path > title')].map(one => one.textContent);
      const isTold = mark => {
        const at = mark.lastIndexOf(': ');
        const said = numbers(mark.slice(at));
        return rows.some(
          row => row.name.startsWith(mark.slice(0, at)) && said.every(one => row.numbers.has(one)),
        );
      };
      return {
        id: label,
        words: label.split(' ').map(id => document.getElementById(id)?.textContent?.trim() ?? ''),
        marks: marks.length,
        untold: marks.filter(mark => /\d/.test(mark.slice(mark.lastIndexOf(': '))) && !isTold(mark)),
      };
    });
  },
  /** Classes that both the legend and the marks of a drawing have, with the colour of each. */
  legends() {
    return [...document.querySelectorAll('figure:has(svg .v)')].flatMap(figure =>
      [...figure.querySelectorAll('figcaption .badge:not(.missing)')].flatMap(badge => {
        const name = badge.className.replace('badge ', '');
        const mark = figure.querySelector(`svg .v.${name}`);
        const { backgroundColor } = getComputedStyle(badge, '::before');
        return mark ? [{ name, legend: backgroundColor, mark: getComputedStyle(mark).fill }] : [];
      }),
    );
  },
  /** Controls lower than 24 pixels, but links within a sentence (WCAG 2.5.8). */
  small() {
    return [...document.querySelectorAll('a, button, summary, input, select')].flatMap(one => {
      const { width, height } = one.getBoundingClientRect();
      if (width === 0 || one.classList.contains('skip')) return [];
      if (getComputedStyle(one).display === 'inline' && one.closest('p, dd, li, figcaption, small'))
        return [];
      const label = one.closest('label')?.getBoundingClientRect().height ?? 0;
      return Math.max(height, label) >= 24 ? [] : [`${Math.round(height)}: ${one.outerHTML.slice(0, 120)}`];
    });
  },
  /** What sticks out at the right, but for what scrolls by itself. */
  wide() {
    const most = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter(
      one => one.getBoundingClientRect().right > most + 1 && !one.closest('.scroll, pre, .skip, .hidden'),
    );
    const { scrollWidth } = document.documentElement;
    return [
      ...out.map(one => one.outerHTML.slice(0, 100)),
      ...(scrollWidth > most ? [`${scrollWidth}`] : []),
    ];
  },
  /** Texts of drawings, but for the signs in marks, that are lower than so many pixels on the screen. */
  letters: least =>
    [...document.querySelectorAll('svg.drawing text[class]:not(.on)')].flatMap(one => {
      const size = Number.parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
      return size < least ? [`${size.toFixed(1)}: ${one.outerHTML}`] : [];
    }),
  /** Chooses a second area to compare with, and says after how many milliseconds its figures were painted. */
  async choose(code) {
    const select = document.getElementById('gebied-1');
    const name = select.querySelector(`option[value=${code}]`).textContent.replace(/ \(.*/, '');
    const place = document.getElementById('vergelijk');
    const isShown = () => place.querySelector('caption')?.textContent.includes(`naast ${name}`);
    const started = performance.now();
    select.value = code;
    select.dispatchEvent(new Event('change'));
    while (!isShown()) await new Promise(done => requestAnimationFrame(done));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
  },
  /** Each heading with the text up to the next one of its rank or above. */
  sections() {
    const headings = [...document.querySelectorAll('main :is(h1, h2, h3)')];
    return headings.map((one, n) => {
      const range = document.createRange();
      range.setStartAfter(one);
      const next = headings.slice(n + 1).find(other => other.tagName <= one.tagName);
      if (next) range.setEndBefore(next);
      else range.setEndAfter(document.querySelector('main').lastChild);
      return { heading: one.textContent.trim(), text: range.toString().replace(/\s+/g, ' ') };
    });
  },
  /** How marks and signs of the verdicts look. */
  marks: () =>
    [...document.querySelectorAll('svg .v')].map(one => ({
      verdict: one.getAttribute('class').replace('v ', ''),
      fill: getComputedStyle(one).fill,
    })),
  signs: () =>
    [...document.querySelectorAll('.badge, .profile td[class]')].map(one => ({
      verdict: one.className.replace('badge ', ''),
      sign: getComputedStyle(one, '::before').content,
    })),
  motion: () => [getComputedStyle(document.documentElement).scrollBehavior, document.getAnimations().length],
  cells: () => document.querySelectorAll('main table:not(#vergelijk table) td').length,
  /** What has the focus: its id, class and text, and whether it can be seen to have it. */
  focus() {
    const one = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return {
      text: one.textContent,
      id: one.id,
      isBody: one === document.body,
      isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  },
  rows: selector =>
    [...document.querySelector(selector).rows].map(row =>
      [...row.cells].map(cell => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
    ),
};
