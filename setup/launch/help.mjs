/** The commands, each with what it does in English and in Latvian. */
export const COMMANDS = {
  start: ['sets up what is missing and runs the whole system', 'sagatavo trūkstošo un palaiž visu sistēmu'],
  test: ['runs every test, or those whose path contains a word', 'izpilda visus testus vai norādītos'],
  bench: ['measures speed', 'mēra ātrumu'],
  faults: [
    'breaks parts of the running system and checks that nothing is lost',
    'pārbauda noturību pret kļūmēm',
  ],
  check: ['checks types, style and generated files', 'pārbauda tipus, stilu un ģenerētos failus'],
  format: ['puts the style in order', 'sakārto koda stilu'],
  generate: ['generates files from the contracts', 'ģenerē failus no līgumiem'],
  infra: ['runs only the broker and the database', 'palaiž tikai ziņojumu brokeri un datubāzi'],
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

/** Prints what can be run and what can be set. */
export function printHelp() {
  console.log('Saite\n\nUsage / Lietošana: npm start | npm test [-- word…] | npm run <command>\n');
  for (const [name, [english, latvian]] of Object.entries(COMMANDS)) {
    console.log(`  ${name.padEnd(10)}${english}\n${' '.repeat(12)}${latvian}`);
  }
  console.log('\nSettings in the environment, all optional / Vides mainīgie, visi neobligāti:\n');
  for (const [name, fallback, meaning] of SETTINGS) {
    console.log(`  ${name.padEnd(20)}${fallback.padEnd(10)}${meaning}`);
  }
}
