-- Figures in sentences, in English form: `dutch_figure` writes them as in Dutch, comma for point.

-- As many decimals as show a difference, three at most: 0 of 1 and more, 1 of 0.1.
create or replace temp macro decimals_to_show(difference) as
  least(3, greatest(0, ceil(-log10(greatest(difference, 0.001)))))::integer;

create or replace temp macro figure_text(value, decimals) as case decimals
  when 0 then format('{:,.0f}', round(value) + 0)
  when 1 then format('{:,.1f}', round(value, 1) + 0)
  when 2 then format('{:,.2f}', round(value, 2) + 0)
  else format('{:,.3f}', round(value, 3) + 0)
end;

create or replace temp macro dutch_figure(figure) as translate(figure, '.,', ',.');

-- A number of people in two digits: more would be a precision that no interval has.
create or replace temp macro about(number) as case
  when abs(number) < 10 then round(number)
  else round(number, 1 - floor(log10(abs(number)))::integer)
end;
