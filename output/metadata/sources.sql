-- Each citation once, with where a person finds the source.
select citation, any_value(homepage order by edition_id) as homepage
from gold.source
group by citation
order by citation
