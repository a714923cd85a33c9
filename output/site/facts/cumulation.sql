-- How many indicators and domains are worse at once in each shown area.
select
  c.area_code, c.indicators::integer as indicators, c.judged::integer as judged, c.worse::integer as worse,
  c.better::integer as better, c.worse_indicators, c.domains_judged::integer as domains_judged,
  c.domains_worse::integer as domains_worse, c.worse_domains, c.is_enough_judged, c.count_reason::varchar as count_reason,
  c.country_share, c.region_share, c.share_reason::varchar as share_reason, c.imd_score,
  c.score_reason::varchar as score_reason, c.worse_model_estimates::integer as worse_model_estimates, c.caution
from gold.cumulation as c
where c.area_code in (select area_code from shown_area)
order by c.area_code
