/* ---
title: {nl: "Indicatoren van de gedeelde set (concept, afgeleid)", en: "Indicators of the shared set (draft, derived)"}
key: [indicator_id]
place: 40
columns:
  indicator_id: {nl: Vaste sleutel, en: Stable key}
  name_nl: {nl: Naam, en: Name in Dutch}
  name_en: {nl: Naam in het Engels, en: Name in English}
  tier:
    nl: core, extended of support
    en: core, extended or support
    codes:
      core: [kern, core]
      extended: [uitgebreid, extended]
      support: [ondersteunend, supporting]
  domain: {nl: Domein, en: Domain}
  programme_lines: {nl: "Programmalijnen, gescheiden door |", en: "Programme lines, separated by |"}
  goals:
    nl: Doelen waaraan de indicator bijdraagt, gescheiden door |
    en: Goals, separated by |
    codes:
      RegioDeal-SES: [Regio Deal (sociaaleconomische structuur), Regio Deal (socio-economic structure)]
      Trendbreuk: [Trendbreuk Zuid-Limburg, Trendbreuk Zuid-Limburg]
      Vie: [Vitaliteit en gezondheid (Vie), Vitality and health (Vie)]
      NOVI: [Nationale Omgevingsvisie (NOVI), National environment vision (NOVI)]
    many: true
  pg_dimension: {nl: Dimensie van Positieve Gezondheid, en: Dimension of Positive Health}
  headline: {nl: Hoofdindicator, en: Headline indicator}
  unit: {nl: Eenheid, en: Unit}
  polarity:
    nl: higher_better, lower_better of neutral
    en: Which way is better
    codes:
      higher_better: [hoger is beter, higher is better]
      lower_better: [lager is beter, lower is better]
      neutral: ["neutraal: hoger is niet beter of slechter", neutral]
  value_kind:
    nl: Soort cijfer
    en: Kind of figure
    codes:
      register: [registercijfer, register figure]
      survey: [enquêtecijfer, survey figure]
      model_estimate: [modelschatting, model estimate]
      partner_count: [partnercijfer, figure of a partner]
      derived: [afgeleid cijfer, derived figure]
  source_id: {nl: Bron, en: Source}
  measure:
    nl: published, sum, ratio of rate
    en: How the value is made
    codes:
      published: [overgenomen zoals de bron het publiceert, as published by the source]
      sum: [aantal of som van aantallen, count or sum of counts]
      ratio: [teller gedeeld door noemer, numerator divided by denominator]
      rate: [teller per aantal in de noemer, numerator per number in the denominator]
  definition: {nl: Definitie, en: Definition in Dutch}
  rationale: {nl: Waarom de indicator in de set zit, en: "Why it is in the set, in Dutch"}
  interpretation: {nl: "Hoe een verschil te lezen is, en hoe niet", en: "How to read a difference, in Dutch"}
  numerator_text: {nl: Teller in woorden, en: "Numerator in words, in Dutch"}
  denominator_text: {nl: Noemer in woorden, en: "Denominator in words, in Dutch"}
  comparability:
    nl: Breuken, edities en indelingen die vergelijken beperken
    en: Breaks, editions and vintages that limit comparison, in Dutch
  derived_from:
    nl: Begrippen en indicatoren waaruit het cijfer is gemaakt of geschat, gescheiden door |; geen onafhankelijk bewijs
      daarvan
    en: Concepts and indicators it is made of or estimated from, separated by |; no independent evidence of these
  construct:
    nl: Wat wordt gemeten; cijfers met hetzelfde begrip zijn geen bewijs van elkaar
    en: What is measured; figures of the same construct are no evidence of each other
  part_of: {nl: "Begrippen waarvan dit een deel is, gescheiden door |", en: "Constructs it is a part of, separated by |"}
  voice_levels:
    nl: "Niveaus waarop dit cijfer voor zijn begrip spreekt in vingerafdruk, stapeling en samenhang (gemeten waar het
      kan, anders geschat), gescheiden door |. Een hoofdindicator is het op deze niveaus"
    en: "Levels at which this figure speaks for its construct in fingerprint, cumulation and relations (measured where
      there is such, else estimated), separated by |. A headline indicator is so at these levels"
    codes: area.area_level
    many: true
  fitted_on:
    nl: Bron van de enquête waarop een schatting is gemaakt; geen los bewijs naast cijfers daarvan
    en: Source of the survey that an estimate is fitted on; no independent evidence beside figures of it
  access:
    nl: "Wie de cijfers mag zien: public, partners of owner"
    en: Who may see the figures
    codes:
      public: [openbaar, public]
      partners: [alleen voor partners, partners only]
      owner: [alleen voor de eigenaar, owner only]
  status:
    nl: delivered (geleverd), awaiting_source (wacht op bron), derived (afgeleid in een analyse), suspended (opgeschort)
      of discontinued (gestopt)
    en: delivered, awaiting_source, derived (by an analysis), suspended or discontinued
    codes:
      delivered: [geleverd, delivered]
      awaiting_source: [wacht op bron, awaiting source]
      derived: [volgt uit een analyse van de set, made by an analysis of the set]
      suspended: [opgeschort, suspended]
      discontinued: [gestopt, discontinued]
  status_note:
    nl: Waarom de indicator niet is geleverd
    en: Why it is not delivered, in Dutch
    sentences:
      declared: "{declared_note}"
      nothing_delivered: de bron heeft nog geen waarden geleverd
  cells: {nl: Aantal cellen in de publicatie, en: Cells in the release}
  cells_with_value: {nl: Aantal cellen met een waarde, en: Cells with a value}
  first_period: {nl: Eerste periode met een waarde, en: First period with a value}
  last_period: {nl: Laatste periode met een waarde, en: Last period with a value}
  licence: {nl: Licentie van de bron, en: Licence of the source}
  citation: source.citation
  rhythm: {nl: Publicatieritme van de bron, en: Rhythm of publication of the source}
  set_status: {nl: Status van de set, en: Status of the set, text: "concept, afgeleid"}
--- */
-- Every declared indicator: its texts, its source, and what the release holds of it.
with
delivered as (
  select
    indicator_id,
    count(*) as cells,
    count(value) as cells_with_value,
    min(period) filter (where value is not null) as first_period,
    max(period) filter (where value is not null) as last_period
  from gold.indicator_value
  group by indicator_id
),
source as (
  select source_id, min(licence) as licence, min(citation) as citation, min(rhythm) as rhythm
  from input.edition
  group by source_id
),
speaking as (
  select indicator_id, string_agg(area_level, '|' order by area_level) as voice_levels
  from analysis.voice
  where is_voice
  group by indicator_id
),
stated as (
  select
    i.indicator_id,
    case
      when i.status <> 'active' then i.status
      when coalesce(d.cells_with_value, 0) > 0 then 'delivered'
      else 'awaiting_source'
    end as status,
    case
      when i.status <> 'active' then 'declared'
      when coalesce(d.cells_with_value, 0) = 0 then 'nothing_delivered'
    end as status_note,
    i.status_note as declared_note
  from input.indicator as i
  left join speaking as v on v.indicator_id = i.indicator_id
left join delivered as d on d.indicator_id = i.indicator_id
)
select
  i.indicator_id, i.name_nl, i.name_en, i.tier, i.domain, i.programme_lines, i.goals, i.pg_dimension, i.headline, i.unit,
  i.polarity, i.value_kind, i.source_id, i.measure, i.definition, i.rationale, i.interpretation, i.numerator_text,
  i.denominator_text, i.comparability, i.derived_from, i.construct, i.part_of, v.voice_levels, i.fitted_on, i.access,
  t.status,
  t.status_note,
  t.declared_note,
  coalesce(d.cells, 0) as cells,
  coalesce(d.cells_with_value, 0) as cells_with_value,
  d.first_period,
  d.last_period,
  o.licence,
  o.citation,
  o.rhythm,
  s.notice
from input.indicator as i
join stated as t on t.indicator_id = i.indicator_id
cross join input.setting as s
left join source as o on o.source_id = i.source_id
left join speaking as v on v.indicator_id = i.indicator_id
left join delivered as d on d.indicator_id = i.indicator_id
order by i.indicator_id
