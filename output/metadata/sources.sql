-- Each citation once, with where a person finds the source; of what partners deliver only what everyone may see.
select citation, any_value(homepage order by edition_id) as homepage
from gold.source
where source_id::varchar not in (select source_id from restricted.delivery where access <> 'public')
group by citation
order by citation
