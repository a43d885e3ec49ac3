import type { InBoth } from '../values/in-both.ts';

/**
 * What the fields of events mean, in Latvian: by what their contracts say of them in English, without the list of
 * codes that it may end in. It is for operators, who see the fields of what is held.
 */
export const MEANINGS_LV: Readonly<Record<string, string>> = {
  // Every record, and who it is about
  "The register's own id of the record": 'Ieraksta identifikators reģistrā',
  'Version of the record, a whole number from 1 that grows with each change':
    'Ieraksta versija: vesels skaitlis no 1, kas pieaug ar katru izmaiņu',
  'True if the register withdrew the record with this version':
    'Vai reģistrs ar šo versiju ierakstu ir atsaucis',
  'Opaque keyed reference of a person, under one personal code':
    'Necaurredzama, ar atslēgu veidota personas atsauce; katram personas kodam sava',
  'Sealed identity or narrative (envelope encryption)':
    'Aizzīmogoti personas dati vai teksts (aploksnes šifrēšana)',
  'Sealed personal code': 'Aizzīmogots personas kods',
  'Sealed personal code of the person': 'Aizzīmogots personas kods',
  'Sealed personal code of the child': 'Aizzīmogots bērna personas kods',
  'Territory code of the ATVK classifier, 7 digits as text':
    'Teritorijas kods pēc ATVK klasifikatora: 7 cipari, rakstīti kā teksts',
  'Date of birth': 'Dzimšanas datums',
  'Date of death': 'Miršanas datums',
  'First day of the period': 'Perioda pirmā diena',
  'Last day of the period, included': 'Perioda pēdējā diena (ieskaitot)',
  'First day': 'Pirmā diena',
  'Last day': 'Pēdējā diena',
  'Last day, included': 'Pēdējā diena (ieskaitot)',
  'First month': 'Pirmais mēnesis',
  'Last month, included': 'Pēdējais mēnesis (ieskaitot)',

  // SAIS
  'Kind of payment in SAIS': 'Izmaksas veids SAIS',
  'First month that the payment is for': 'Pirmais mēnesis, par kuru ir izmaksa',
  'Last month that the payment is for, included': 'Pēdējais mēnesis, par kuru ir izmaksa (ieskaitot)',
  'Amount granted per month, before deductions': 'Piešķirtā summa mēnesī, pirms ieturējumiem',
  'Amount paid out per month, after deductions': 'Izmaksātā summa mēnesī, pēc ieturējumiem',
  'Currency, ISO 4217': 'Valūta pēc ISO 4217',
  'A payment of SAIS': 'SAIS izmaksa',
  'First month that SAIS answered for': 'Pirmais mēnesis, par kuru SAIS ir atbildējusi',
  'Last month that SAIS answered for, included': 'Pēdējais mēnesis, par kuru SAIS ir atbildējusi (ieskaitot)',
  'The word that SAIS has answered for a person': 'Ziņa, ka SAIS par personu ir atbildējusi',

  // SPOLIS
  'Programme of the placement': 'Izvietojuma programma',
  'Id of the care institution': 'Aprūpes iestādes identifikators',
  'Day of admission, the first day in care': 'Iestāšanās diena: pirmā diena aprūpē',
  'Day of discharge, the first day not in care; absent while the stay goes on':
    'Izstāšanās diena: pirmā diena, kad persona vairs nav aprūpē; nav norādīta, kamēr uzturēšanās turpinās',
  'Cost of one day of care, EUR': 'Aprūpes dienas izmaksas, EUR',
  'Municipality that placed the person, ATVK': 'Pašvaldība, kas personu ievietojusi: ATVK kods',
  'A stay in care': 'Uzturēšanās aprūpē',
  'The placement stands': 'Izvietojums ir spēkā',
  'The placement is withdrawn': 'Izvietojums ir atsaukts',
  'A placement of SPOLIS': 'SPOLIS izvietojums',
  'Institution that reported': 'Iestāde, kas ziņo',
  'Day of the report; it starts the clock anew': 'Ziņojuma diena; no tās termiņu skaita no jauna',
  'Days that the report is about': 'Laiks, par kuru ir ziņojums',
  'Sealed contacts and texts (`contact-report`)':
    'Aizzīmogotas ziņas par saskarsmi un teksti (`contact-report`)',
  'A contact report of a care institution': 'Aprūpes iestādes ziņojums par saskarsmi',

  // PMLP
  "References of the person's former personal codes, in their order":
    'Personas iepriekšējo personas kodu atsauces to secībā',
  'First day of the declared residence': 'Pirmā diena deklarētajā dzīvesvietā',
  'Declared residence in force': 'Spēkā esošā deklarētā dzīvesvieta',
  'Every declared residence that the register knows, oldest first, with the one in force':
    'Visas reģistram zināmās deklarētās dzīvesvietas, senākā vispirms, arī tā, kas ir spēkā',
  'References of the parents': 'Vecāku atsauces',
  'Sealed codes, names and address': 'Aizzīmogoti kodi, vārdi un adrese',
  'A person of PMLP': 'PMLP persona',

  // NPAIS
  "Orphan's court that decided": 'Bāriņtiesa, kas lēmusi',
  "Kind of the orphan's court decision": 'Bāriņtiesas lēmuma veids',
  'Day of the decision': 'Lēmuma diena',
  'First day on which the decision has effect': 'Pirmā diena, kad lēmums ir spēkā',
  "A decision of an orphan's court about a child": 'Bāriņtiesas lēmums par bērnu',
  'Who gave notice of the crisis': 'Kas ziņoja par krīzi',
  'When it happened': 'Kad tas noticis',
  'Sealed text: what was done (`crisis`)': 'Aizzīmogots teksts: kas darīts (`crisis`)',
  'A notice of a child taken from the family': 'Krīzes ziņojums: bērns šķirts no ģimenes',
  'The word that NPAIS has answered for a child': 'Ziņa, ka NPAIS par bērnu ir atbildējusi',

  // VDEĀVK
  'Group of the disability; child: a disability of somebody under 18, without a group':
    'Invaliditātes grupa; child: invaliditāte personai līdz 18 gadu vecumam, bez grupas',
  'First day of the disability': 'Invaliditātes pirmā diena',
  'Last day, included; null for a disability for life':
    'Pēdējā diena (ieskaitot); tukšs, ja invaliditāte noteikta uz mūžu',
  'Functional disorder': 'Funkcionālais traucējums',
  'Functional disorders that it rests on': 'Funkcionālie traucējumi, kas ir tās pamatā',
  'Whether VDEĀVK finds that the person needs special care':
    'Vai pēc VDEĀVK atzinuma personai vajadzīga īpaša kopšana',
  'Whether the disability is a prognosticated one': 'Vai invaliditāte ir prognozējama',
  "A decision of VDEĀVK on a person's disability": 'VDEĀVK lēmums par personas invaliditāti',
  'The word that VDEĀVK has answered for a person': 'Ziņa, ka VDEĀVK par personu ir atbildējusi',

  // SOPA
  'Day of the survey': 'Apsekošanas diena',
  'Sealed text: what was found (`survey`)': 'Aizzīmogots teksts: kas konstatēts (`survey`)',
  "A social worker's survey of a child's family": 'Sociālā darbinieka apsekojums bērna ģimenē',
  'Municipality that told it: ATVK code': 'Pašvaldība, kas to paziņojusi: ATVK kods',
  'Declared residence as the social service knows it: ATVK code':
    'Deklarētā dzīvesvieta, kāda zināma sociālajam dienestam: ATVK kods',
  'Day on which the social service registered the person': 'Diena, kad persona reģistrēta sociālajā dienestā',
  'Date of death as the social service knows it': 'Miršanas datums, kāds zināms sociālajam dienestam',
  'A client of a municipal social service': 'Pašvaldības sociālā dienesta klients',
  'Kind of the status': 'Statusa veids',
  'A status of a household': 'Mājsaimniecības statuss',
  'Reason of the survey': 'Apsekošanas iemesls',
  'Kind of housing': 'Mājokļa veids',
  'Persons in the household': 'Personu skaits mājsaimniecībā',
  'Day of the next survey': 'Diena, kad paredzēts apsekot atkārtoti',
  'A survey of living conditions': 'Dzīves apstākļu apsekojums',
  'Kind of the benefit': 'Pabalsta veids',
  'Amount of all months, EUR': 'Summa par visu periodu, EUR',
  'Day of payment': 'Izmaksas diena',
  'A benefit of a municipality': 'Pašvaldības pabalsts',
  'Kind of the service': 'Pakalpojuma veids',
  'Provider in the register of providers': 'Pakalpojuma sniedzējs sniedzēju reģistrā',
  'First day of the service': 'Pakalpojuma pirmā diena',
  'Last day of the service, included; null while it goes on':
    'Pakalpojuma pēdējā diena (ieskaitot); tukšs, kamēr pakalpojums turpinās',
  'Who gets the service': 'Kam pakalpojumu sniedz',
  'Hours a week': 'Stundas nedēļā',
  Funding: 'Finansējums',
  'Disability on which the municipality says that it rests':
    'Invaliditāte, kas pēc pašvaldības ziņām ir pakalpojuma pamatā',
  'Cost of a month, EUR': 'Pakalpojuma cena mēnesī, EUR',
  'A social service that a person gets': 'Sociālais pakalpojums, ko persona saņem',
  'Day of the declaration': 'Deklarācijas iesniegšanas diena',
  'Average income of a person a month, EUR': 'Vidējie ienākumi uz vienu personu mēnesī, EUR',
  'An income declaration': 'Iztikas līdzekļu deklarācija',
  'The group home: <municipality>:<id in SOPA>': 'Grupu māja: <pašvaldība>:<identifikators SOPA>',
  'First day in the home': 'Pirmā diena grupu mājā',
  'Last day in the home, included': 'Pēdējā diena grupu mājā (ieskaitot)',
  'Municipality from which the client came': 'Pašvaldība, no kuras klients pārcelts',
  'A stay of a client in a group home': 'Klienta uzturēšanās grupu mājā',
  'The service that is claimed for: <municipality>:<id in SOPA>':
    'Pakalpojums, par kuru prasa: <pašvaldība>:<identifikators SOPA>',
  'Last day in state care': 'Pēdējā diena valsts aprūpē',
  'Month that is claimed for': 'Mēnesis, par kuru prasa',
  'Amount claimed, EUR': 'Prasītā summa, EUR',
  'A claim of money that follows the client': '"Nauda seko klientam" pieprasījums',
  'Number of places': 'Vietu skaits',
  'A group home': 'Grupu māja (dzīvoklis)',
  'Kind of the report': 'Pārskata veids',
  'Kind of service': 'Pakalpojuma veids',
  'Number of persons': 'Personu skaits',
  'Amount, EUR': 'Summa, EUR',
  'Lines of the report': 'Pārskata rindas',
  'Sum of the amounts, EUR': 'Summa kopā, EUR',
  'A financial report of a municipality': 'Pašvaldības finanšu pārskats',
  Form: 'Veidlapa',
  'Code of the row': 'Rindas kods',
  Women: 'Sievietes',
  Men: 'Vīrieši',
  'Children among them': 'Tai skaitā bērni',
  Total: 'Kopā',
  'Rows of the form': 'Veidlapas rindas',
  'A statistical report of a municipality': 'Pašvaldības statistikas pārskats',

  // Sources of the statistics
  'The row: <source>-<period>-<keyed digest of what names it>':
    'Rinda: <avots>-<periods>-<ar atslēgu veidota kontrolsumma no tā, kas rindu nosauc>',
  'Version of the file that the row stands in': 'Tās datnes versija, kurā ir rinda',
  'Month that the file is about': 'Mēnesis, par kuru ir datne',
  'Date of birth; null if the source has none': 'Dzimšanas datums; tukšs, ja avotā tā nav',
  'Municipality of the declared residence, by the classifier of the period; null if the source has none':
    'Deklarētās dzīvesvietas pašvaldība pēc periodā spēkā esošā klasifikatora; tukšs, ja avotā tās nav',
  'Sealed personal code, where birth or residence is missing':
    'Aizzīmogots personas kods, ja trūkst dzimšanas datuma vai dzīvesvietas',
  'Class of the technical aid': 'Tehniskā palīglīdzekļa klase',
  'Day on which the person got it, within the period': 'Diena periodā, kad persona to saņēmusi',
  'A technical aid that a person got': 'Tehniskais palīglīdzeklis, ko persona saņēmusi',
  'First day of the status': 'Statusa pirmā diena',
  'Last day of the status, included; null while it lasts':
    'Statusa pēdējā diena (ieskaitot); tukšs, kamēr statuss turpinās',
  'A status of unemployed of a person': 'Personas bezdarbnieka statuss',
  'Service that was asked for': 'Pieprasītais pakalpojums',
  'Day of the request, within the period': 'Pieprasījuma diena periodā',
  "A request for a service in the community, of a person's support plan":
    'Sabiedrībā balstīta pakalpojuma pieprasījums no personas atbalsta plāna',
  'Registration number of the provider': 'Sniedzēja reģistrācijas numurs',
  'A service': 'Pakalpojums',
  'What it provides there': 'Kādus pakalpojumus tur sniedz',
  'Whether it gives a place to live': 'Vai pakalpojums ir ar izmitināšanu',
  'Whether the premises are adapted for persons with movement disorders':
    'Vai telpas ir pielāgotas personām ar kustību traucējumiem',
  'A place at which a provider gives social services': 'Vieta, kurā sniedzējs sniedz sociālos pakalpojumus',
  Sex: 'Dzimums',
  'Insured persons': 'Apdrošināto personu skaits',
  'Sum of the wages on which contributions are due, EUR':
    'Iemaksu algu summa: algas, no kurām veicamas iemaksas, EUR',
  'Number of contribution periods; the average wage is the sum divided by it':
    'Iemaksu periodu skaits; vidējā alga ir algu summa, dalīta ar to',
  'Insured persons of a municipality': 'Pašvaldībā deklarētās sociāli apdrošinātās personas',
  Service: 'Pakalpojums',
  Recipients: 'Saņēmēju skaits',
  'Recipients of a service of VSAA in a municipality':
    'Pašvaldībā deklarētie VSAA administrētā pakalpojuma saņēmēji',
  'The file: <source>-<period>': 'Datne: <avots>-<periods>',
  'Version of the file, from 1 for its source and period': 'Datnes versija: no 1 katram avotam un periodam',
  'Source of a file': 'Datnes avots',
  'How many rows it has, each told as an event of its own': 'Cik tajā ir rindu; par katru ir savs notikums',
  "A source's file that was taken": 'Pieņemta avota datne',

  // Open data sets
  'The data set and its period: <data set>-<period>': 'Datu kopa un tās periods: <datu kopa>-<periods>',
  'Edition, from 1; a corrected one has the next number':
    'Izdevums, sākot no 1; labotam izdevumam ir nākamais numurs',
  'Data set': 'Datu kopa',
  'Month that it is about': 'Mēnesis, par kuru ir dati',
  'Edition that it corrects; null for the first': 'Izdevums, ko šis labo; pirmajam tukšs',
  'When it was made': 'Kad izveidots',
  'Title of the data set': 'Datu kopas nosaukums',
  'What the data set holds': 'Kas ir datu kopā',
  'What a corrected edition changed; null for the first': 'Kas mainīts labotajā izdevumā; pirmajam tukšs',
  'In Latvian': 'Latviski',
  'In English': 'Angliski',
  Keywords: 'Atslēgvārdi',
  'The edition in its formats': 'Izdevums katrā formātā',
  'A form in which an edition is published': 'Izdevuma izplatīšanas veids',
  'File name, the same for every edition of the period': 'Datnes nosaukums; visiem perioda izdevumiem viens',
  'Name of the file for people': 'Cilvēkiem lasāms datnes nosaukums',
  'Format, as catalogues name it': 'Formāts, kā to sauc katalogos',
  'Media type': 'Satura tips',
  'Where Saite gives exactly this edition, to everybody': 'Adrese, kurā ikvienam pieejams tieši šis izdevums',
  'Machine-readable description of its structure': 'Mašīnlasāms struktūras apraksts',
  'Size of the file': 'Datnes lielums',
  'Digest of the file: what is fetched is this edition':
    'Datnes kontrolsumma: ar to pārliecinās, ka saņemts tieši šis izdevums',
  'An edition of an open data set': 'Atvērto datu kopas izdevums',

  // Deliveries to registers
  'Id of the delivery, and of its message': 'Piegādes un tās ziņojuma identifikators',
  'Grows with each request about this delivery; the highest holds':
    'Kārta: pieaug ar katru šīs piegādes pieprasījumu; spēkā ir lielākā',
  'True: leave it, if the receiver has not taken it yet':
    'Vai piegāde jāatceļ, ja saņēmējs to vēl nav pieņēmis',
  'Role of the recipient': 'Saņēmēja loma',
  'Id of the recipient: institution, court, ATVK of the municipality, or a fixed name':
    'Saņēmēja identifikators: iestāde, bāriņtiesa, pašvaldības ATVK kods vai noteikts nosaukums',
  'To whom something goes': 'Kam tas adresēts',
  'What is delivered': 'Kas tiek piegādāts',
  'A contact report': 'Ziņojums par saskarsmi',
  'Id of the contact report': 'Ziņojuma par saskarsmi identifikators',
  'Day of the report': 'Ziņojuma diena',
  'An alert': 'Brīdinājums',
  'Id of the alert': 'Brīdinājuma identifikators',
  'Kind of the alert': 'Brīdinājuma veids',
  'Day on which the condition began': 'Diena, kad sākās brīdinājuma iemesls',
  'Day up to which something was due; null if nothing is': 'Termiņš: pēdējā diena; tukšs, ja termiņa nav',
  'Institution of the child on that day': 'Bērna iestāde šajā dienā',
  'Of a crisis: sealed text of what was done (`crisis`)':
    'Par krīzi: aizzīmogots teksts, kas darīts (`crisis`)',
  "A decision of an orphan's court": 'Bāriņtiesas lēmums',
  'Id of the decision in NPAIS': 'Lēmuma identifikators NPAIS',
  'True if the court withdrew the decision with this version':
    'Vai bāriņtiesa ar šo versiju lēmumu ir atsaukusi',
  "A survey of the child's family": 'Apsekojums bērna ģimenē',
  'Id of the survey in SOPA': 'Apsekojuma identifikators SOPA',
  'True if the social service withdrew the survey with this version':
    'Vai sociālais dienests ar šo versiju apsekojumu ir atsaucis',
  'A request to deliver a document about a child': 'Pieprasījums piegādāt dokumentu par bērnu',
  'delivered: the receiver gave a receipt; refused: it will not take it; cancelled: it was not sent':
    'delivered: saņēmējs deva saņemšanas apliecinājumu; refused: saņēmējs to nepieņem; cancelled: tas nav nosūtīts',
  'When the receiver took it, or when it was settled': 'Kad saņēmējs to pieņēma vai kad piegāde beidzās',
  "The receiver's receipt; null unless delivered": 'Saņemšanas apliecinājums; tukšs, ja nav piegādāts',
  'Code of why it was refused; null otherwise': 'Noraidījuma iemesla kods; tukšs, ja nav noraidīts',
  "The receiver's word on a delivery": 'Saņēmēja atbilde par piegādi',

  // Contradictions between registers
  'A discrepancy': 'Pretruna',
  'Id of the discrepancy': 'Pretrunas identifikators',
  'Kind of the discrepancy; further kinds may come': 'Pretrunas veids; var nākt klāt citi veidi',
  'Grows each time that something else is said of it; the highest holds':
    'Versija: pieaug ikreiz, kad par pretrunu paziņots kas cits; spēkā ir lielākā',
  'First day on which the facts contradict each other': 'Pirmā diena, kad fakti ir pretrunā',
  'First day on which the facts contradict each other; after a death it may lie ahead':
    'Pirmā diena, kad fakti ir pretrunā; pēc personas nāves tā var būt vēl priekšā',
  'Day in Riga on which Saite saw that it is settled for the recipient; null while it is not':
    'Diena pēc Rīgas laika, kad Saite konstatēja, ka attiecībā uz saņēmēju pretruna novērsta; tukšs, kamēr tā nav novērsta',
  'Sealed facts, as far as the recipient may know them (`discrepancy`)':
    'Aizzīmogoti fakti, ciktāl saņēmējs drīkst tos zināt (`discrepancy`)',
  'A discrepancy, for one of those whom it concerns':
    'Pretruna, kas adresēta vienam no tiem, uz kuriem tā attiecas',
  'A request to tell the keeper of the data of a discrepancy':
    'Pieprasījums paziņot datu turētājam par pretrunu',
  'Register of the record, like spolis, sais, pmlp, npais, sopa or vdeavk; further ones may come':
    'Ieraksta reģistrs, piemēram, spolis, sais, pmlp, npais, sopa vai vdeavk; var nākt klāt citi',
  "A record, by the register's own id": 'Ieraksts ar tā identifikatoru reģistrā',
  'The records that contradict each other': 'Ieraksti, kas ir savstarpējā pretrunā',
  'For whom it is': 'Kam tā adresēta',
  'When Saite found it': 'Kad Saite to atrada',
  'When Saite saw that the facts agree': 'Kad Saite konstatēja, ka fakti sakrīt',
  'A discrepancy; told again, with the same id, when later facts change what it says':
    'Pretruna; par to ziņo vēlreiz ar to pašu identifikatoru, ja vēlāki fakti maina tās saturu',
  'A discrepancy that is none any more': 'Pretruna, kuras vairs nav',

  // Alerts and contact reports of Saite
  'Logical day on which the condition began': 'Diena, kad pēc faktiem sākās brīdinājuma iemesls',
  'When Saite raised it': 'Kad Saite brīdinājumu izveidoja',
  'To whom it goes, by court and municipality on the day it was raised':
    'Kam tas adresēts, pēc bāriņtiesas un pašvaldības brīdinājuma dienā',
  'A raised alert; told again, with the same alert id, when later facts name other recipients':
    'Brīdinājums; par to ziņo vēlreiz ar to pašu identifikatoru, ja vēlāki fakti nosauc citus saņēmējus',
  'Logical day on which the condition ended, or on which the voiding fact came':
    'Diena, kad pēc faktiem beidzās brīdinājuma iemesls vai kad saņemts fakts, kas to atceļ',
  'A cleared alert': 'Noņemts brīdinājums',
  'The notice that the alert is about, if it is about one':
    'Krīzes ziņojums, par kuru ir brīdinājums, ja tas ir par krīzi',
  'Day in Riga of the acknowledgement': 'Diena pēc Rīgas laika, kad brīdinājums pieņemts zināšanai',
  'On whose behalf it was acknowledged': 'Kā vārdā brīdinājums pieņemts zināšanai',
  'Sealed note (`note`)': 'Aizzīmogota piezīme (`note`)',
  'An acknowledgement of an alert': 'Brīdinājuma pieņemšana zināšanai',
  'An accepted contact report': 'Pieņemts ziņojums par saskarsmi',
  'Register that takes the delivery': 'Reģistrs, kas piegādi saņem',
  'When the register took it': 'Kad reģistrs to saņēma',
  "The register's receipt": 'Reģistra saņemšanas apliecinājums',
  'A contact report that reached a recipient': 'Saņēmējam piegādāts ziņojums par saskarsmi',

  // Statements of Saite
  'The statement as it was issued; its legal grounds are read at the REST door':
    'Aprēķins, kāds tas izdots; tā tiesisko pamatu lasa ar REST izsaukumu',
  'An issued statement of personal allowance and client share':
    'Izdots aprēķins: nauda personiskiem izdevumiem un klienta maksājums',
  'Id of the issued statement': 'Izdotā aprēķina identifikators',
  'Calendar month from 2000-01 on, YYYY-MM': 'Kalendāra mēnesis, ne agrāks par 2000-01, GGGG-MM',
  'Rate of the allowance in force, like "0.15"':
    'Spēkā esošā likme naudai personiskiem izdevumiem, piemēram, "0.15"',
  'Sum of the granted amounts that count': 'Aprēķina bāze: ieskaitāmo piešķirto summu kopsumma',
  'Personal allowance (nauda personiskiem izdevumiem)': 'Nauda personiskiem izdevumiem',
  'Cost of care in the month': 'Aprūpes izmaksas mēnesī',
  "The client's share of the cost": 'Klienta maksājums par aprūpi',
  'What is left to the client beside the allowance':
    'Atlikums klientam papildus naudai personiskiem izdevumiem',
  'Cost that supporter, municipality or state bears':
    'Iztrūkums: izmaksas, ko sedz apgādnieks, pašvaldība vai valsts',
  'Days of the month in care': 'Mēneša dienas aprūpē',
  'Stays with counted days': 'Uzturēšanās ar ieskaitītām dienām',
  'A stay with counted days in the month': 'Uzturēšanās, kurā mēnesī ir ieskaitītas dienas',
  'Id of the placement in SPOLIS': 'Izvietojuma identifikators SPOLIS',
  'Days of the month counted in this stay': 'Mēneša dienas, kas ieskaitītas šajā uzturēšanās reizē',
  'Cost of one day, EUR; null if not known or not shown':
    'Dienas izmaksas, EUR; tukšs, ja nav zināmas vai netiek rādītas',
  'Daily cost times counted days': 'Dienas izmaksas, reizinātas ar ieskaitītajām dienām',
  "This stay's part of the client share": 'Šīs uzturēšanās daļa klienta maksājumā',
  'Payments whose period covers the month': 'Izmaksas, kuru periods aptver mēnesi',
  'A payment whose period covers the month': 'Izmaksa, kuras periods aptver mēnesi',
  'Id of the payment in SAIS': 'Izmaksas identifikators SAIS',
  'Amount granted per month, in its currency': 'Piešķirtā summa mēnesī, izmaksas valūtā',
  'Amount paid out per month, in its currency': 'Izmaksātā summa mēnesī, izmaksas valūtā',
  'Whether the granted amount is part of the base': 'Vai piešķirto summu ieskaita aprēķina bāzē',
  'Why it does not count': 'Kāpēc izmaksu neieskaita',
  'What a reader should know': 'Kas lasītājam jāzina',
  'Named policies that the result rests on': 'Nosaukti noteikumi, uz kuriem balstās rezultāts',
  'Version of the month, from 1': 'Mēneša aprēķina versija, sākot no 1',
  'Version that this one replaces': 'Versija, ko šī aizstāj',
  'New allowance minus the one before': 'Starpība: jaunā nauda personiskiem izdevumiem mīnus iepriekšējā',
  'When it was computed': 'Kad aprēķināts',

  // The index key
  'Reference of the same personal code under the index key of before':
    'Tā paša personas koda atsauce ar iepriekšējo indeksa atslēgu',
  'A reference that took the place of another one, because the index key was changed':
    'Atsauce, kas stājusies citas vietā, jo nomainīta indeksa atslēga',
};

/** Stands between what a code means and the codes of its list. */
const LIST = '; known today: ';

/** What a contract says of a field, without the list of codes that it may end in. */
export const withoutCodes = (meaning: string): string => meaning.split(LIST, 1).join('');

/** What a contract says of a field, in both languages; what has no Latvian stays English. */
export function meaningInBoth(en: string): InBoth {
  const head = withoutCodes(en);
  const lv = MEANINGS_LV[head];
  if (lv === undefined) return { lv: en, en };
  const codes = en.slice(head.length + LIST.length);
  return { lv: codes === '' ? lv : `${lv}; šobrīd zināmi: ${codes}`, en };
}
