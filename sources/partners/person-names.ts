/** Common first names in the Netherlands; with a surname, or several in one column, they say that people are named. */
export const FIRST_NAMES = new Set(
  `jan piet kees henk peter johan johannes hendrik willem cornelis maria anna johanna elisabeth cornelia wilhelmina
   margaretha catharina marie annie emma julia sophie sanne lisa anouk laura eva femke lotte iris fleur noa tess saar
   mila olivia nora evi sara yara luna zoë lucas daan sem noah levi finn luuk milan liam jesse thomas lars thijs bram
   tim sander jeroen martijn bas ruud rob robert richard marcel michel patrick erik eric frank hans harry john joost
   joris jos jozef karel koen leo leon luc marc mark maarten mathijs michael mohammed mohamed muhammad ahmed ali hassan
   hussein omar youssef fatima aisha amina khadija yasmin leila mehmet mustafa ayse emine zeynep natasja monique angela
   astrid carla caroline christel daniëlle diana ellen els esther gerda hanneke heleen helma ilse inge ingrid irene
   jacqueline jolanda josé karin linda maaike manon marian mariska marjan marleen mirjam miranda nicole patricia petra
   renate ria saskia silvia simone sonja suzanne sylvia tineke truus wendy wilma yvonne stefan stijn teun tom twan victor
   vincent wim wouter pieter gerard gerrit dirk adriaan arie bert theo ton toon sjef sjaak frits fred ruben niels rick
   roel ronald rudolf paul pascal oscar olaf kim joyce judith kirsten britt demi amber roos isa lieke anke anneke`.split(
    /\s+/,
  ),
);

/** Common surnames, without those that are words of a table as well. */
export const SURNAMES = new Set(
  `jansen janssen jong vries berg dijk bakker visser smit meijer mulder bos vos peters hendriks dekker leeuwen brouwer
   wit dijkstra smits graaf meer linden kok jacobs haan vermeulen heuvel veen broek bruijn bruin heijden schouten beek
   willems vliet ven hoekstra maas verhoeven koster dam wal prins blom huisman peeters kuipers veenstra kuiper driessen
   janssens claessens hermans wolters hendrix frissen houben ritzen crutzen vaessen hanssen bosman postma timmermans
   gerritsen martens evers schreuder evertsen hermsen pietersen hofman yilmaz kaya demir öztürk yildiz nguyen`.split(
    /\s+/,
  ),
);

export const PARTICLES = new Set("van de der den het 't ten ter te op in la von el".split(' '));
