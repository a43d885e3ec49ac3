import type { XmlRefusal } from '../port.ts';

/** A document in bytes or text, why it is refused, and at which line and column. */
export type Refused = readonly [
  name: string,
  document: string | Uint8Array,
  code: XmlRefusal,
  line: number,
  column: number,
];

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf32 = (text: string): Buffer =>
  Buffer.concat([...text].map((character) => Buffer.from([character.charCodeAt(0), 0, 0, 0])));
const bytes = (...values: (number | string)[]): Buffer =>
  Buffer.concat(values.map((value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.of(value))));
const DECLARED = '<?xml version="1.0" encoding="UTF-16"?><R/>';
const BILLION_LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE R [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<R>&c;</R>`;

export const REFUSED_DOCUMENTS: readonly Refused[] = [
  ['nothing', '', 'EMPTY', 1, 1],
  ['white space', ' \r\n\t\n', 'EMPTY', 3, 1],

  ['gzip', bytes(0x1f, 0x8b, 8, 0), 'COMPRESSED', 1, 1],
  ['zip', bytes('PK', 3, 4, 20, 0), 'COMPRESSED', 1, 1],
  ['zip without a file', bytes('PK', 5, 6, 0), 'COMPRESSED', 1, 1],
  ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd), 'COMPRESSED', 1, 1],
  ['bzip2', 'BZh91AY', 'COMPRESSED', 1, 1],
  ['xz', bytes(0xfd, '7zXZ', 0), 'COMPRESSED', 1, 1],
  ['7z', bytes('7z', 0xbc, 0xaf, 0x27, 0x1c), 'COMPRESSED', 1, 1],

  ['UTF-8 with a byte order mark', '\ufeff<R/>', 'BYTE_ORDER_MARK', 1, 1],
  ['a byte order mark alone', '\ufeff', 'BYTE_ORDER_MARK', 1, 1],
  ['a byte order mark after a line', '\n\ufeff<R/>', 'NOT_WELL_FORMED', 2, 1],

  ['UTF-16LE', utf16(DECLARED), 'ENCODING', 1, 1],
  ['UTF-16LE with a mark', utf16(`\ufeff${DECLARED}`), 'ENCODING', 1, 1],
  ['UTF-16BE', utf16(DECLARED).swap16(), 'ENCODING', 1, 1],
  ['UTF-16BE with a mark', utf16(`\ufeff${DECLARED}`).swap16(), 'ENCODING', 1, 1],
  ['UTF-32LE', utf32(DECLARED), 'ENCODING', 1, 1],
  ['UTF-32BE', utf32(DECLARED).swap32(), 'ENCODING', 1, 1],
  ['EBCDIC', bytes(0x4c, 0x6f, 0xa7, 0x94, 0x93), 'ENCODING', 1, 1],
  ['UTF-8 that says it is UTF-16', DECLARED, 'ENCODING', 1, 1],
  [
    'windows-1257 that says so',
    bytes('<?xml version="1.0" encoding="windows-1257"?>\n<R>', 0xe2, '</R>'),
    'ENCODING',
    1,
    1,
  ],
  ['windows-1257 that does not', bytes('<R>\n<a>R', 0xfb, 'ta</a></R>'), 'ENCODING', 2, 5],
  ['ISO-8859-1 in ASCII alone', "<?xml version='1.0' encoding='ISO-8859-1'?><R/>", 'ENCODING', 1, 1],
  ['overlong slash', bytes('<R><a>', 0xc0, 0xaf, '</a></R>'), 'ENCODING', 1, 7],
  ['overlong NUL', bytes('<R><a>', 0xe0, 0x80, 0x80, '</a></R>'), 'ENCODING', 1, 7],
  ['a surrogate in UTF-8', bytes('<R><a>', 0xed, 0xa0, 0x80, '</a></R>'), 'ENCODING', 1, 7],
  ['beyond Unicode', bytes('<R><a>', 0xf4, 0x90, 0x80, 0x80, '</a></R>'), 'ENCODING', 1, 7],
  ['bytes that are no text after the end', bytes('<R/>\n', 0xff), 'ENCODING', 2, 1],
  ['half a character after the end', bytes('<R/>', 0xc4), 'ENCODING', 1, 5],

  ['document type', '<!DOCTYPE R>\n<R/>', 'DOCUMENT_TYPE', 1, 1],
  [
    'document type after a declaration and a comment',
    '<?xml version="1.0"?>\n<!-- a -->\n <!DOCTYPE R>',
    'DOCUMENT_TYPE',
    3,
    2,
  ],
  ['document type inside', '<R><a>\n<!DOCTYPE R></a></R>', 'DOCUMENT_TYPE', 2, 1],
  ['document type that never ends', '<!DOCTYPE R [<!ENTITY', 'DOCUMENT_TYPE', 1, 1],
  ['document type of nonsense', '<!DOCTYPE \0<>', 'DOCUMENT_TYPE', 1, 1],
  ['billion laughs', BILLION_LAUGHS, 'DOCUMENT_TYPE', 2, 1],
  [
    'external entity',
    '<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]><R>&x;</R>',
    'DOCUMENT_TYPE',
    1,
    1,
  ],
  [
    'external parameter entity',
    '<!DOCTYPE R [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><R/>',
    'DOCUMENT_TYPE',
    1,
    1,
  ],
  ['document type in small letters', '<!doctype R><R/>', 'NOT_WELL_FORMED', 1, 9],

  ['instruction before the root', '<?a b?><R/>', 'PROCESSING_INSTRUCTION', 1, 1],
  [
    'stylesheet',
    '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<R/>',
    'PROCESSING_INSTRUCTION',
    2,
    1,
  ],
  [
    'stylesheet in place of the declaration',
    '<?xml-stylesheet href="a.xsl"?><R/>',
    'PROCESSING_INSTRUCTION',
    1,
    1,
  ],
  ['instruction in a record', '<R><a>b<?php echo 1 ?></a></R>', 'PROCESSING_INSTRUCTION', 1, 8],
  ['instruction after the root', '<R/>\n<?a?>', 'PROCESSING_INSTRUCTION', 2, 1],
  ['declaration after a line', '\n<?xml version="1.0"?><R/>', 'PROCESSING_INSTRUCTION', 2, 1],
  ['declaration in capitals', '<?XML version="1.0"?><R/>', 'PROCESSING_INSTRUCTION', 1, 1],

  ['XML 1.1', '<?xml version="1.1"?><R/>', 'NOT_WELL_FORMED', 1, 1],
  ['declaration without a version', '<?xml encoding="UTF-8"?><R/>', 'NOT_WELL_FORMED', 1, 15],
  [
    'declaration in another order',
    '<?xml version="1.0" standalone="no" encoding="UTF-8"?><R/>',
    'NOT_WELL_FORMED',
    1,
    45,
  ],
  ['text before the root', '<?xml version="1.0"?>\n x<R/>', 'NOT_WELL_FORMED', 2, 2],
  ['text alone', 'R', 'NOT_WELL_FORMED', 1, 1],
  ['JSON', '{"R":1}', 'NOT_WELL_FORMED', 1, 1],
  ['text after the root', '<R/>\nx', 'NOT_WELL_FORMED', 2, 1],
  ['a reference after the root', '<R/>&#32;', 'NOT_WELL_FORMED', 1, 5],
  ['CDATA before the root', '<![CDATA[ ]]><R/>', 'NOT_WELL_FORMED', 1, 9],
  ['two roots', '<R/>\n<R/>', 'NOT_WELL_FORMED', 2, 3],
  ['a comment that does not end after the root', '<R/><!-- a', 'NOT_WELL_FORMED', 1, 10],
  ['tags that do not match', '<R><a>\n</b></R>', 'NOT_WELL_FORMED', 2, 4],
  ['tags that overlap', '<R><a><b></a></b></R>', 'NOT_WELL_FORMED', 1, 13],
  ['a prefix that does not match', '<R xmlns:p="u"><p:a></a></R>', 'NOT_WELL_FORMED', 1, 24],
  ['an end without a beginning', '</R>', 'NOT_WELL_FORMED', 1, 4],
  ['space before a name', '< R/>', 'NOT_WELL_FORMED', 1, 2],
  ['a line end in place of a name', '<R>\n<\r\na/></R>', 'NOT_WELL_FORMED', 2, 2],
  ['a name that begins with a digit', '<R><1/></R>', 'NOT_WELL_FORMED', 1, 5],
  ['two colons in a name', '<R>\n<a:b:c/></R>', 'NOT_WELL_FORMED', 2, 1],
  ['a name without a local part', '<R><a:/></R>', 'NOT_WELL_FORMED', 1, 4],
  ['an attribute twice', '<R><a b="1" b="2"/></R>', 'NOT_WELL_FORMED', 1, 19],
  ['an attribute without quotes', '<R a=1/>', 'NOT_WELL_FORMED', 1, 6],
  ['an attribute without a value', '<R a/>', 'NOT_WELL_FORMED', 1, 5],
  ['attributes without a space', '<R a="1"b="2"/>', 'NOT_WELL_FORMED', 1, 9],
  ['< in an attribute', '<R a="<"/>', 'NOT_WELL_FORMED', 1, 7],
  ['an attribute of an end tag', '<R><a></a b="1"></R>', 'NOT_WELL_FORMED', 1, 11],
  ['an entity that is not defined', '<R><a>\n&nbsp;</a></R>', 'NOT_WELL_FORMED', 2, 6],
  ['& alone', '<R><a>a & b; c</a></R>', 'NOT_WELL_FORMED', 1, 12],
  ['an empty reference', '<R><a>&;</a></R>', 'NOT_WELL_FORMED', 1, 8],
  ['a reference with X', '<R><a>&#X41;</a></R>', 'NOT_WELL_FORMED', 1, 12],
  ['NUL', '<R><a>a\0</a></R>', 'NOT_WELL_FORMED', 1, 8],
  ['a control character', '<R><a>\u{1f600}\u001b</a></R>', 'NOT_WELL_FORMED', 1, 9],
  ['U+FFFF', '<R><a>\uffff</a></R>', 'NOT_WELL_FORMED', 1, 7],
  ['NUL by reference', '<R><a>&#0;</a></R>', 'NOT_WELL_FORMED', 1, 10],
  ['a surrogate by reference', '<R><a>&#xD83D;&#xDE00;</a></R>', 'NOT_WELL_FORMED', 1, 14],
  ['beyond Unicode by reference', '<R><a>&#x110000;</a></R>', 'NOT_WELL_FORMED', 1, 16],
  ['a huge reference', `<R><a>&#${'9'.repeat(400)};</a></R>`, 'NOT_WELL_FORMED', 1, 409],
  ['-- in a comment', '<R><!-- a -- b --></R>', 'NOT_WELL_FORMED', 1, 13],
  ['a comment that ends with --->', '<R><!-- a ---></R>', 'NOT_WELL_FORMED', 1, 13],
  [']]> in a text', '<R><a>a]]></a></R>', 'NOT_WELL_FORMED', 1, 10],
  ['CDATA that is none', '<R><a><![cdata[a]]></a></R>', 'NOT_WELL_FORMED', 1, 15],
  ['an entity of its own inside', '<R><!ENTITY a "b"></R>', 'NOT_WELL_FORMED', 1, 12],

  ['a root that is not closed', '<?xml version="1.0"?>\n<R>\n', 'TRUNCATED', 3, 1],
  ['a declaration alone', '<?xml version="1.0"?>', 'TRUNCATED', 1, 22],
  ['a comment alone', '<!-- a -->', 'TRUNCATED', 1, 11],
  ['a list that breaks off in a reference', '<R><L><a>&am', 'TRUNCATED', 1, 13],
  ['a text that breaks off in a character', bytes('<R><a>\r\nR', 0xc5), 'TRUNCATED', 2, 2],
  ['a file that breaks off in CR LF', '<R>\r', 'TRUNCATED', 2, 1],

  ['text between lists', '<R>\n  <H></H>\n  a\n</R>', 'SCHEMA_INVALID', 3, 3],
  ['text between records', '<R><L>\n<a></a>\n&#97;</L></R>', 'SCHEMA_INVALID', 3, 1],
  ['CDATA between records', '<R><L><a/> <![CDATA[a]]></L></R>', 'SCHEMA_INVALID', 1, 12],

  ['17 levels', `${'<R>'.repeat(17)}a${'</R>'.repeat(17)}`, 'TOO_DEEP', 1, 49],
  [
    '17 attributes',
    `<R>\n<a${Array.from({ length: 17 }, (_, at) => ` a${at}=""`).join('')}/></R>`,
    'TOO_MANY_ATTRIBUTES',
    2,
    1,
  ],
];

/** Documents that look odd and are taken: the nodes of their records as JSON of name and text or children. */
export const TAKEN_DOCUMENTS: readonly (readonly [name: string, document: string, records: unknown])[] = [
  ['a root alone', '<R/>', []],
  ['lists without records', '<R><L/><M></M></R>', []],
  ['a declaration with everything', "<?xml version='1.0'\r\nencoding = 'utf-8' standalone='yes' ?><R/>", []],
  ['a reference to white space between records', '<R>&#32;<L><![CDATA[\n]]></L></R>', []],
  [
    'text of a leaf as it stands',
    '<R><a> b\t</a><b>\u00a0</b></R>',
    [
      ['a', ' b\t'],
      ['b', '\u00a0'],
    ],
  ],
  ['line ends of all kinds', '<R><a>1\r\n2\r3\n4\r</a></R>', [['a', '1\n2\n3\n4\n']]],
  ['line ends within a text', '<R><a>1\r\n2\r3</a></R>', [['a', '1\n2\n3']]],
  ['a CR by reference', '<R><a>1&#13;&#xA;2</a></R>', [['a', '1\r\n2']]],
  ['references', '<R><a>&lt;&gt;&amp;&apos;&quot;&#257;&#x1F600;</a></R>', [['a', '<>&\'"ā\u{1f600}']]],
  ['CDATA', '<R><a>1<![CDATA[<b>&amp;]]]]><![CDATA[>]]>2</a></R>', [['a', '1<b>&amp;]]>2']]],
  ['comments in a text', '<R><a>1<!-- 2 -->3<!----></a></R>', [['a', '13']]],
  ['mixed content', '<R><a>1<b>2</b>3</a></R>', [['a', [['b', '2']]]]],
  [
    'white space between elements',
    '<R><a>\n <b/>\n <b> </b>\n</a></R>',
    [
      [
        'a',
        [
          ['b', ''],
          ['b', ' '],
        ],
      ],
    ],
  ],
  ['> and an apostrophe in a text', "<R><a>1 > 2 ]] > '</a></R>", [['a', "1 > 2 ]] > '"]]],
  ['> in an attribute', '<R a="1>2"><b c = \'"/>\'>x</b></R>', [['b', 'x']]],
  [
    'XInclude, which is but an element',
    '<R xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></R>',
    [['include', '']],
  ],
  ['prefixes', '<p:R xmlns:p="urn:p"><p:L><p:a>1</p:a></p:L></p:R>', [['a', '1']]],
  [
    'names that objects have',
    '<R><__proto__>1</__proto__><constructor __proto__="a"/></R>',
    [
      ['__proto__', '1'],
      ['constructor', ''],
    ],
  ],
  [
    'names of other scripts',
    '<R><vārds-1.ā>1</vārds-1.ā><\u{10000}/></R>',
    [
      ['vārds-1.ā', '1'],
      ['\u{10000}', ''],
    ],
  ],
  ['a list in a record is none', '<R><H><L>1</L></H></R>', [['H', [['L', '1']]]]],
  ['space in an end tag', '<R><a>1</a\r\n></R >', [['a', '1']]],
  ['16 levels', `<R>${'<a>'.repeat(15)}1${'</a>'.repeat(15)}</R>`, nested(15)],
  ['a comment after the root', '<R/>\n<!-- a -->\r', []],
  [
    'a noncharacter of another plane',
    '<R><a>\u{1ffff}\u0085\u2028\ufeff</a></R>',
    [['a', '\u{1ffff}\u0085\u2028\ufeff']],
  ],
];

function nested(levels: number): unknown {
  let inner: unknown = '1';
  for (let level = 0; level < levels; level += 1) inner = [['a', inner]];
  return inner;
}
