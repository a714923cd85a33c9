// Search, comparison, filter and downloads. Without it every page is complete. A classic script: pages open from a folder, where
// modules, fetch and workers are not allowed; data come in by scripts that call `vie`.
(() => {
  const known = {};
  const waiting = {};
  window.vie = (key, data) => {
    known[key] = data;
    for (const go of waiting[key] || []) go(data);
    delete waiting[key];
  };
  const root = document.getElementById('zoek')?.dataset.root ?? '';
  const load = (key, path) =>
    new Promise(done => {
      if (known[key]) return done(known[key]);
      waiting[key] = [...(waiting[key] ?? []), done];
      const script = document.createElement('script');
      script.src = root + path;
      document.head.append(script);
    });
  const make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const plain = text =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();

  function search() {
    const place = document.getElementById('zoek');
    if (!place || !known.search) return;
    const hasPostcodes = 'postcodes' in place.dataset;
    const call = `Zoek een gebied${hasPostcodes ? ', postcode' : ''} of indicator`;
    const input = make('input', { type: 'search', id: 'zoekveld', autocomplete: 'off', placeholder: call });
    const list = make('ul', { 'aria-label': 'Gevonden' });
    const said = make('p', { class: 'hidden', role: 'status' });
    list.hidden = true;
    place.append(make('label', { for: 'zoekveld', class: 'hidden' }, call), input, list, said);
    const named = asked => {
      const found = asked.length < 2 ? [] : known.search.filter(row => plain(row[0]).includes(asked));
      return found.sort((a, b) => plain(b[0]).startsWith(asked) - plain(a[0]).startsWith(asked));
    };
    // The buurten of a postcode: of its four digits, or with its two letters.
    const coded = async (digits, letters) => {
      const buurten = Object.entries((await load('postcodes', 'data/postcodes.js'))[digits] ?? {});
      const has = text => text.match(/../g).some(one => one.startsWith(letters));
      return buurten.flatMap(([n, text]) => (has(text) ? [known.search[n]] : []));
    };
    const show = async () => {
      const asked = plain(input.value.trim());
      const code = /^(\d{4}) ?([a-z]{0,2})$/.exec(asked);
      const found = code && hasPostcodes ? await coded(code[1], code[2].toUpperCase()) : named(asked);
      if (plain(input.value.trim()) !== asked) return;
      list.replaceChildren(
        ...found
          .slice(0, 24)
          .map(([name, kind, where, path]) =>
            make(
              'li',
              {},
              make(
                'a',
                { href: root + path },
                name,
                make('small', {}, ` ${kind}${where ? `, ${where}` : ''}`),
              ),
            ),
          ),
      );
      list.hidden = found.length === 0;
      said.textContent = asked.length < 2 ? '' : `${found.length} gevonden`;
    };
    input.addEventListener('input', show);
    place.addEventListener('keydown', event => {
      const links = [input, ...list.querySelectorAll('a')];
      const at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        links[(at + (event.key === 'ArrowDown' ? 1 : links.length - 1)) % links.length].focus();
      } else if (event.key === 'Enter' && at === 0 && links[1]) links[1].click();
      else if (event.key === 'Escape') {
        list.hidden = true;
        input.focus();
      }
    });
  }

  // What a spreadsheet could take for a formula gets an apostrophe; `5-6` stays text by a space.
  const cellText = cell => {
    const text = [...cell.childNodes]
      .map(node => node.textContent)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    const isDate = /^\d{1,2}[-/]\d{1,2}([-/]\d{2,4})?$/.test(text);
    const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : isDate ? ` ${text}` : text;
    return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  function downloads(within) {
    for (const place of within.querySelectorAll('[data-csv]')) {
      const button = make('button', { type: 'button', class: 'take' }, 'Download deze tabel (CSV)');
      button.addEventListener('click', () => {
        const rows = [...place.querySelectorAll('tr')].map(row => [...row.cells].map(cellText).join(';'));
        const blob = new Blob([`\ufeff${rows.join('\r\n')}\r\n`], { type: 'text/csv' });
        const link = make('a', { href: URL.createObjectURL(blob), download: `${place.dataset.csv}.csv` });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
      place.after(button);
    }
  }

  // A finger has no tooltip: what is touched says its words below the drawing.
  function touches() {
    for (const drawing of document.querySelectorAll('svg.drawing')) {
      const said = make('p', { class: 'small', role: 'status' });
      drawing.after(said);
      drawing.addEventListener('click', event => {
        said.textContent = event.target.closest('g, path')?.querySelector('title')?.textContent ?? '';
      });
    }
  }

  // One form for each number of decimals: making one takes longer than the number.
  const forms = {};
  const number = (value, decimals) => {
    forms[decimals] ??= new Intl.NumberFormat('nl-NL', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    return forms[decimals].format(value);
  };
  const MOST = 4;

  async function compare() {
    const place = document.getElementById('vergelijk');
    if (!place) return;
    const described = load('indicators', 'data/indicatoren.js');
    const areas = known.search.filter(row => row[1] !== 'indicator');
    const codeOf = row => row[3].replace(/^gebied\/|\.html$/g, '');
    const names = new Map(areas.map(row => [codeOf(row), row[0]]));
    const chosen = () =>
      location.hash
        .slice(1)
        .split(',')
        .filter(code => names.has(code))
        .slice(0, MOST);
    const selects = Array.from({ length: MOST }, (_, at) => {
      const select = make('select', { id: `gebied-${at}` }, make('option', { value: '' }, 'kies een gebied'));
      for (const row of areas)
        select.append(
          make('option', { value: codeOf(row) }, `${row[0]} (${row[1]}${row[2] ? `, ${row[2]}` : ''})`),
        );
      select.addEventListener('change', () => {
        location.hash = selects
          .map(one => one.value)
          .filter(Boolean)
          .join(',');
      });
      return select;
    });
    const fields = selects.map((select, at) =>
      make('div', {}, make('label', { for: select.id }, `Gebied ${at + 1}`), select),
    );
    const outcome = make('div', {});
    place.append(make('div', { class: 'choose' }, ...fields), outcome);
    const draw = async () => {
      const codes = chosen();
      // They stay where they are: whoever chooses by keyboard keeps the focus.
      for (const [at, select] of selects.entries()) {
        select.value = codes[at] ?? '';
        fields[at].hidden = at > codes.length;
      }
      if (codes.length === 0) return outcome.replaceChildren();
      const [indicators, verdicts, ...sets] = await Promise.all([
        described,
        load('verdicts', 'data/oordelen.js'),
        ...codes.map(code => load(code, `data/gebied/${code}.js`)),
      ]);
      const table = make(
        'table',
        { class: 'compare' },
        make(
          'caption',
          {},
          `${codes.map(code => names.get(code)).join(' naast ')}, met het oordeel tegen Nederland`,
        ),
      );
      const head = table.createTHead().insertRow();
      const column = (text, attributes = {}) =>
        head.append(make('th', { scope: 'col', ...attributes }, text));
      column('Indicator');
      for (const code of codes) column(names.get(code), { class: 'number' });
      column('Nederland', { class: 'number' });
      if (codes.length === 2) column('Verschillen ze?');
      const body = table.createTBody();
      indicators.forEach(([id, name, unit, , decimals], n) => {
        const rows = sets.map(set => set.find(row => row[0] === n));
        if (!rows.some(row => row && row[1] !== null)) return;
        const periods = new Set(rows.filter(row => row && row[1] !== null).map(row => row[6]));
        const line = body.insertRow();
        line.append(
          make(
            'th',
            { scope: 'row' },
            make('a', { href: `indicator/${id}.html` }, name),
            make('small', {}, [unit, ...periods].join(', ')),
          ),
        );
        for (const row of rows) line.append(figure(row, decimals, verdicts));
        const country = rows.find(row => row && row[4] !== null);
        line.append(make('td', { class: 'number' }, country ? number(country[4], decimals) : '–'));
        if (codes.length === 2) line.append(make('td', {}, differ(rows)));
      });
      outcome.replaceChildren(
        make(
          'section',
          {
            class: 'scroll',
            tabindex: '0',
            'aria-label': 'Vergelijking',
            'data-csv': 'vergelijking',
          },
          table,
        ),
      );
      downloads(outcome);
    };
    addEventListener('hashchange', draw);
    await draw();
  }
  const figure = (row, decimals, verdicts) => {
    if (!row) return make('td', { class: 'number' }, '–');
    if (row[1] === null) return make('td', { class: 'number' }, '–', make('small', {}, row[7]));
    const [verdict, words] = verdicts[row[5]];
    const badge = make('span', { class: `badge ${verdict}` }, make('span', { class: 'hidden' }, words));
    const margin =
      row[2] === null || row[3] === null ? '' : `${number(row[2], decimals)} – ${number(row[3], decimals)}`;
    return make('td', { class: 'number' }, `${number(row[1], decimals)} `, badge, make('small', {}, margin));
  };
  // Two intervals that do not touch differ; anything else is not to be said.
  const differ = ([a, b]) => {
    if (!a || !b || a[1] === null || b[1] === null) return '–';
    if (a[6] !== b[6]) return `andere periode (${a[6]}, ${b[6]})`;
    if (a[2] === null || b[2] === null) return 'zonder marge niet te zeggen';
    return a[2] > b[3]
      ? 'ja, de eerste is hoger'
      : b[2] > a[3]
        ? 'ja, de tweede is hoger'
        : 'niet aantoonbaar';
  };

  function filter() {
    const tables = document.querySelectorAll('table.profile');
    const heading = document.getElementById('profiel');
    if (tables.length === 0 || !heading) return;
    const box = make('input', { type: 'checkbox', id: 'alleen' });
    const line = make(
      'p',
      { class: 'choose' },
      make('label', {}, box, ' Alleen wat aantoonbaar anders is dan Nederland'),
    );
    heading.after(line);
    box.addEventListener('change', () => {
      for (const row of document.querySelectorAll('table.profile tbody tr:not(.domain)'))
        row.hidden = box.checked && !row.querySelector('td:is(.worse, .better, .higher, .lower)');
      for (const one of document.querySelectorAll('table.profile tbody'))
        one.hidden = !one.querySelector('tr:not(.domain):not([hidden])');
    });
  }

  document.addEventListener('DOMContentLoaded', () => {
    search();
    filter();
    downloads(document);
    touches();
    compare();
  });
})();
