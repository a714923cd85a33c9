/* ---
title: {nl: "Herkomst: de opgehaalde tabel achter elk cijfer", en: "Provenance: the downloaded table behind each figure"}
key: [source_id, edition_id]
place: 70
columns:
  source_id: indicator.source_id
  edition_id: {nl: Editie, en: Edition}
  table_id: {nl: Tabel, en: Table}
  snapshot_id: {nl: Inhoudshash; bij een levering een willekeurig kenmerk, en: Content hash; of a delivery a random id}
  source_title: {nl: Titel van de bron, en: Title of the source}
  table_title: {nl: Titel van de tabel, en: Title of the table}
  publisher: {nl: Uitgever, en: Publisher}
  licence: {nl: Licentie, en: Licence}
  citation:
    nl: Bronvermelding
    en: Citation
    text: "{own_citation} ({table_id}[, geraadpleegd {retrieved_on}])"
  homepage: {nl: Pagina van de bron, en: Page of the source}
  url: {nl: Adres van de opgehaalde gegevens, en: Address of the downloaded data}
  area_vintage: area.area_vintage
  modified: {nl: Laatste wijziging volgens de bron, en: Last change according to the source}
  retrieved_at: {nl: Moment van ophalen (UTC); leeg bij een levering, en: Time of download (UTC); empty for a delivery}
  rhythm: {nl: Publicatieritme, en: Rhythm of publication}
  row_count: {nl: Aantal opgehaalde rijen; leeg bij een levering, en: Rows downloaded; empty for a delivery}
  has_margins: {nl: Heeft de tabel marges, en: Whether the table has margins}
  source_status:
    nl: "Of de uitgever achter de bron staat: active, provisional (voorlopig), suspended (opgeschort) of discontinued
      (gestopt)"
    en: "Whether the publisher stands by the source: active, provisional, suspended or discontinued"
    codes:
      active: [wordt voortgezet, goes on]
      provisional: [voorlopig, provisional]
      suspended: [opgeschort, suspended]
      discontinued: [gestopt, discontinued]
  source_status_note: {nl: Waarom de bron niet active is, en: "Why the source is not active, in Dutch"}
--- */
-- The snapshot behind every figure: table, edition, date, licence and address.
select
  e.source_id, e.edition_id, e.table_id, e.snapshot_id, e.source_title, e.table_title, e.publisher, e.licence,
  e.citation as own_citation, left(e.retrieved_at, 10) as retrieved_on,
  e.homepage, e.url, e.area_vintage, e.modified, e.retrieved_at, e.rhythm, e.row_count, e.has_margins,
  e.source_status, e.source_status_note, s.notice
from input.edition as e
cross join input.setting as s
order by e.source_id, e.edition_id
