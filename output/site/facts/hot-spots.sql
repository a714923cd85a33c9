-- Buurten that form a cluster with their neighbours.
select h.area_code, h.indicator_id::varchar as indicator_id, h.spot::varchar as spot, h.neighbours_by::varchar as neighbours_by
from gold.hot_spot as h
where h.spot in ('unfavourable_cluster', 'favourable_cluster', 'high_cluster', 'low_cluster', 'outlier') and h.area_code in (select area_code from shown_area)
order by h.area_code, h.indicator_id
