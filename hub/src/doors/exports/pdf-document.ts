import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** What the library takes and its types do not name yet: the place of a table in the structure of the document. */
declare global {
  namespace PDFKit.Mixins {
    interface TableOptions {
      readonly structParent?: PDFKit.PDFStructureElement;
    }
    interface CellOptions {
      readonly scope?: 'Row' | 'Column';
    }
  }
}

const fonts = createRequire(import.meta.url);
const fontFile = (name: string) => fonts.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`);
const REGULAR = fontFile('400Regular/SourceSans3_400Regular');
const BOLD = fontFile('600SemiBold/SourceSans3_600SemiBold');

const MARGIN = 50;
const TEXT_SIZE = 9;

/** A cell: text, an amount that stands to the right, or the header of its row or column. */
export interface PdfCell {
  readonly text: string;
  readonly isAmount?: boolean;
  readonly header?: 'Row' | 'Column';
}

export interface PdfTable {
  /** Widths of the columns; `*` shares what is left. */
  readonly widths: readonly (number | '*')[];
  readonly rows: readonly (readonly PdfCell[])[];
}

/** What a document says of itself. Equal words and content make equal bytes: its day is that of its content. */
export interface PdfWords {
  readonly title: string;
  readonly language: 'lv' | 'en';
  readonly madeAt: Date;
  /** What stands under each page; `page` of `pages`. */
  footer(page: number, pages: number): string;
}

/**
 * A printable document that a screen reader can follow (PDF/UA-1, ISO 14289-1): title and language, headings, paragraphs
 * and tables with their headers in the structure of the document, and fonts that it brings along.
 */
export class PdfText {
  readonly #words: PdfWords;
  readonly #document: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #chunks: Buffer[] = [];

  constructor(words: PdfWords) {
    this.#words = words;
    const { title, language, madeAt } = words;
    this.#document = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN },
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: language,
      bufferPages: true,
      font: REGULAR,
      info: { Title: title, Author: 'Saite', Creator: 'Saite', CreationDate: madeAt, ModDate: madeAt },
    });
    this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#document.appendXML(
      '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>',
    );
    this.#root = this.#document.struct('Document');
    this.#document.addStructure(this.#root);
  }

  heading(level: 1 | 2, text: string): void {
    this.#document.moveDown(level === 1 ? 0 : 1);
    this.#keepTogether(level === 1 ? 0 : 80);
    this.#add(`H${level}`, () => this.#document.font(BOLD, level === 1 ? 17 : 11.5).text(text, MARGIN));
    this.#document.moveDown(0.4);
  }

  paragraph(text: string): void {
    this.#add('P', () => this.#document.font(REGULAR, TEXT_SIZE).text(text, MARGIN));
    this.#document.moveDown(0.3);
  }

  table({ widths, rows }: PdfTable): void {
    this.#document.font(REGULAR, TEXT_SIZE);
    this.#document.table({
      structParent: this.#root,
      position: { x: MARGIN, y: this.#document.y },
      columnStyles: widths.map((width) => ({ width })),
      defaultStyle: {
        border: { top: 0, left: 0, right: 0, bottom: 0.5 },
        borderColor: '#999999',
        padding: 3,
      },
      data: rows.map((row) =>
        row.map(({ text, isAmount = false, header }) => ({
          text,
          align: { x: isAmount ? ('right' as const) : ('left' as const) },
          ...(header && { type: 'TH' as const, scope: header, font: { src: BOLD } }),
        })),
      ),
    });
    this.#document.moveDown(0.4);
  }

  /** Ends the document. */
  async end(): Promise<Buffer> {
    const { count } = this.#document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#document.switchToPage(page);
      this.#footer(this.#words.footer(page + 1, count));
    }
    this.#root.end();
    const ended = new Promise<void>((resolve, reject) => {
      this.#document.on('end', resolve).on('error', reject);
    });
    this.#document.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #add(tag: string, draw: () => unknown): void {
    this.#root.add(this.#document.struct(tag, {}, draw));
  }

  /** Begins a page if less than so many points are left on this one. */
  #keepTogether(points: number): void {
    const { page, y } = this.#document;
    if (y + points > page.height - page.margins.bottom) this.#document.addPage();
  }

  /** Below the margin, beside the text: no reader comes across it. */
  #footer(text: string): void {
    const { page } = this.#document;
    const { bottom } = page.margins;
    page.margins.bottom = 0; // or a new page would begin
    this.#document.markContent('Artifact', { type: 'Pagination' });
    this.#document
      .font(REGULAR, 8)
      .text(text, MARGIN, page.height - MARGIN, { width: page.width - 2 * MARGIN, lineBreak: false });
    this.#document.endMarkedContent();
    page.margins.bottom = bottom;
  }
}
