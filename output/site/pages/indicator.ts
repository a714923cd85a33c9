import type { IndicatorFacts } from '../../dictionary/facts.ts';
import { indicatorPage as describedPage } from '../../dictionary/indicator-page.ts';
import { sectionHtml } from '../blocks.ts';
import { html } from '../html.ts';
import { indicatorPath, type SiteContext, type SitePage } from '../page.ts';
import { unitText } from '../words.ts';
import { indicatorMap } from './map.ts';
import { rankings } from './ranking.ts';
import { trends } from './series.ts';
import { spreads } from './spread.ts';

/** The page of one indicator: map, ranking, spread and trend, and everything that the dictionary says of it. */
export function indicatorPage(facts: IndicatorFacts, context: SiteContext): SitePage {
  const { indicator } = facts;
  const id = indicator.indicator_id;
  const described = describedPage(facts, {
    releaseId: context.releaseId,
    groups: context.facts.areas.filter(one => one.area_level === 'regio').map(one => one.area_code),
  });
  const figures = context.facts.areas.flatMap(area => {
    const figure = context.facts.figures.get(area.area_code)?.get(id);
    return figure ? [{ area, figure }] : [];
  });
  return {
    path: indicatorPath(id),
    title: described.title,
    english: described.titleEn,
    labels: [indicator.domain, unitText(indicator.unit), ...described.labels],
    trail: [{ text: 'Indicatoren', path: 'indicatoren.html' }],
    lead: described.lead,
    body: html`${indicatorMap(facts, figures, context)}${rankings(facts, figures, context)}${spreads(facts, figures, context)}${trends(facts, context)}${described.sections.map(sectionHtml)}`,
  };
}
