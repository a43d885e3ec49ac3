/** The commands, each with what it does in English and in Latvian, and its own help where that is not enough. */
export const COMMANDS = {
  start: ['sets up what is missing and runs the whole system', 'sagatavo trūkstošo un palaiž visu sistēmu'],
  test: ['runs every test, or those whose path contains a word', 'izpilda visus testus vai norādītos'],
  bench: ['measures speed', 'mēra ātrumu'],
  faults: [
    'breaks parts of the running system and checks that nothing is lost',
    'pārbauda noturību pret kļūmēm',
  ],
  check: [
    'checks types, style and generated files, and lists the packages (SBOM)',
    'pārbauda tipus, stilu un ģenerētos failus, izveido pakotņu sarakstu (SBOM)',
  ],
  vulnerabilities: [
    'asks the registry what is known of the packages',
    'vaicā pakotņu reģistram par zināmām ievainojamībām',
    `npm run vulnerabilities

Asks the npm registry for known vulnerabilities of the packages that run in production, and checks their signatures.
Exit status 0 if nothing is known, 1 if something is, 2 if the registry could not be asked: nothing is known then.

Vaicā npm reģistram, kādas ievainojamības zināmas pakotnēm, ar kurām Saite darbojas, un pārbauda to parakstus.
Izejas kods 0, ja nekas nav zināms; 1, ja ir; 2, ja reģistram nevarēja pajautāt: tad nekas nav zināms.`,
  ],
  format: ['puts the style in order', 'sakārto koda stilu'],
  generate: ['generates files from the contracts', 'ģenerē failus no līgumiem'],
  'new-adapter': [
    "makes a new register's adapter, with its played register and tests",
    'izveido jauna reģistra adapteri ar tā smilškasti un testiem',
    `npm run new:adapter -- <name>

  <name>  short name of the register, 2 to 21 small letters and digits, a letter first, like siva
          reģistra īsais nosaukums, 2 līdz 21 mazais burts vai cipars, burts pirmais, piemēram, siva

Writes adapters/<name> and the event <name>.record.recorded.v1 into contracts/, links and formats them.
The result passes "npm run check" and "npm test"; its README.md says what to fill in.

Izveido mapi adapters/<name> un notikumu <name>.record.recorded.v1 mapē contracts/, sasaista un noformē tos.
Rezultāts iztur "npm run check" un "npm test"; kas jāaizpilda, teikts tā README.md.`,
  ],
  'import-sopa': [
    "sends a municipality's file and keeps the result file beside it",
    'nosūta pašvaldības datni un rezultātu noliek tai blakus',
    `npm run import:sopa -- <file> [--municipality <ATVK>]

  <file>          XML as contracts/generated/xsd/SopaImport.xsd says / XML pēc SopaImport.xsd
  --municipality  whose file it is; else as its name SOPA-<ATVK>-<n>.xml says
                  kuras pašvaldības datne; ja nav teikts, to saka nosaukums

Sends to the Saite that runs on this machine (SAITE_HUB_URL for another), with a token of the sandbox or with
SAITE_TOKEN. Exit status 0 if the file was accepted without errors.

Sūta Saitei šajā datorā (citai: SAITE_HUB_URL) ar smilškastes pilnvaru vai ar SAITE_TOKEN.
Izejas kods 0, ja datne pieņemta bez kļūdām.`,
  ],
  keys: [
    'changes keys while everything runs',
    'nomaina atslēgas, visam darbojoties',
    `npm run keys -- rotate|forget|show <name>

  rotate   adds a version to a key file and makes it current; what is under older ones is brought under it
           pievieno atslēgas versiju un padara to par spēkā esošo; agrākais tiek pārnests uz to
  forget   destroys the versions that are no longer current; sealing: refused while anything needs one
           iznīcina vecās versijas; sealing: tikai tad, kad tās vairs nekam nav vajadzīgas
  show     says which versions there are and, for sealing, what is under them; never a key
           parāda versijas un (sealing) to, kas ar tām aizzīmogots, nekad pašas atslēgas
  <name>   sealing: the keys that codes, names and texts are sealed with / ar ko aizzīmogoti kodi, vārdi un teksti
           labis, ...: an adapter that has keys of its own / adapteris, kam ir savas atslēgas

The files lie in SAITE_DATA, or where SAITE_KEYS and SAITE_<ADAPTER>_KEYS say. To see what is stored, forget and show look
into database and broker: those of the running npm start, or DATABASE_URL, AMQP_URL and SAITE_BROKER_ADMIN_URL.

Datnes ir mapē SAITE_DATA vai vietā, ko norāda SAITE_KEYS un SAITE_<ADAPTERIS>_KEYS. Datubāzi un brokeri norāda
DATABASE_URL, AMQP_URL un SAITE_BROKER_ADMIN_URL, ja tie nav no npm start.`,
  ],
  audit: [
    'takes the audit trail out of the database, and verifies it without one',
    'izraksta audita pierakstus no datubāzes un pārbauda tos bez tās',
    `npm run audit -- export <file>
npm run audit -- verify <file> --key <audit-key.pub.json> [--key …] [--heads <audit-heads.jsonl>]

  export   writes entries, links of the chain and signed heads as lines of JSON, from the database of the Saite that
           runs here or of DATABASE_URL / izraksta pierakstus, ķēdi un parakstītos stāvokļus no šeit strādājošās
           Saites datubāzes vai no DATABASE_URL
  verify   finds what was changed, lost, put in, doubled, put in another order, cut off or written anew, and says where;
           needs neither database nor Saite / atrod izmaiņas, zudumus un iestarpinājumus; datubāze nav vajadzīga
  --key    public half of the key that heads are signed with; each of several after the key was changed
           atslēgas publiskā daļa; ja atslēga mainīta, norāda katru
  --heads  file of heads that was kept elsewhere; with it a cut end and a chain that was signed anew are found
           citur glabāta stāvokļu datne; ar to atrod arī nogrieztas beigas un no jauna parakstītu ķēdi

The last line is "audit: N entries, N heads, N faults"; exit status 0 without faults, else 1.
Pēdējā rinda ir "audit: N entries, N heads, N faults"; izejas kods 0, ja kļūdu nav, citādi 1.`,
  ],
  infra: ['runs only the broker and the database', 'palaiž tikai ziņojumu brokeri un datubāzi'],
  'prepare-database': [
    'gives each service its role at the database of DATABASE_URL',
    'dod katram pakalpojumam savu lomu datubāzē, ko norāda DATABASE_URL',
    `npm run prepare:database

DATABASE_URL (or DATABASE_URL_FILE, a file with it) is the database as an administrator; DATABASE_CA the certificates
it is verified by; SAITE_DATABASE_ROLES a JSON file with a password for each service, its name as the key.

DATABASE_URL (vai DATABASE_URL_FILE, datne ar to) ir datubāze ar administratora tiesībām; DATABASE_CA: sertifikāti, ar
ko to pārbauda; SAITE_DATABASE_ROLES: JSON datne ar katra pakalpojuma paroli, atslēga ir pakalpojuma nosaukums.`,
  ],
  secrets: ['makes the secrets of the compose files, once', 'izveido compose failu noslēpumus, vienreiz'],
};

const SETTINGS = [
  ['SAITE_PORT', '8080', 'HTTP'],
  ['SAITE_TLS_PORT', '8443', 'mutual TLS'],
  ['SAITE_SANDBOX_PORT', '8090', 'sandbox registers / smilškastes reģistri'],
  ['SAITE_DATA', './.saite', 'folder of the data / datu mape'],
  ['AMQP_URL', '', 'an own broker / savs ziņojumu brokeris'],
  ['DATABASE_URL', '', 'an own database / sava datubāze'],
  ['OIDC_ISSUER', '', 'who issues tokens / pilnvaru izdevējs'],
  ['LOG_LEVEL', 'info', 'detail of the logs / žurnālu detalizācija'],
];

/** Prints what can be run and what can be set, or a command's own help. */
export function printHelp(command = process.argv[2]) {
  const [, , own] = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : [];
  if (own) {
    console.log(`Usage / Lietošana: ${own}`);
    return;
  }
  console.log('Saite\n\nUsage / Lietošana: npm start | npm test [-- word…] | npm run <command>\n');
  for (const [name, [english, latvian]] of Object.entries(COMMANDS)) {
    // npm's scripts are named with a colon, which not every disk takes in the name of a file.
    console.log(`  ${name.replace('-', ':').padEnd(17)}${english}\n${' '.repeat(19)}${latvian}`);
  }
  console.log('\nSettings in the environment, all optional / Vides mainīgie, visi neobligāti:\n');
  for (const [name, fallback, meaning] of SETTINGS) {
    console.log(`  ${name.padEnd(20)}${fallback.padEnd(10)}${meaning}`);
  }
}
