/* ---
title: {nl: Perioden, en: Periods}
key: [period]
place: 60
columns:
  period: {nl: Periode, en: Period}
  kind:
    nl: "Soort: year, half_year, quarter, month, week, year_range of day"
    en: Kind
    codes:
      year: [jaar, year]
      half_year: [half jaar, half-year]
      quarter: [kwartaal, quarter]
      month: [maand, month]
      week: [week, week]
      year_range: [meer jaren samen, several years]
      school_year: [schooljaar, school year]
      day: [dag, day]
  period_start: {nl: Eerste dag, en: First day}
  period_end: {nl: Laatste dag, en: Last day}
--- */
-- Periods as published.
select p.period, p.kind, p.period_start, p.period_end, s.notice
from silver.period as p
cross join input.setting as s
order by p.period
