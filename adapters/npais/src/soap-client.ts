import { fileURLToPath } from 'node:url';
import { type IvisService, openIvisClient, type Submit } from '@saite/adapter-kit/soap';
import { ResponseBody, type WrittenRequestBody } from './contract/messages.ts';

/** NPAIS's service; the number 999002 stands in for that of the authority in the state's catalogue. */
export const NPAIS_SERVICE: IvisService = {
  name: 'Npais',
  wsdlPath: fileURLToPath(new URL('../wsdl/Npais.wsdl', import.meta.url)),
  schema: 'NpaisExchange',
  urn: 'URN:IVIS:999002',
};

export type SubmitToNpais = Submit<WrittenRequestBody, ResponseBody>;

/** @param url address of NPAIS's SOAP service */
export const openSoapClient = (url: string): Promise<SubmitToNpais> =>
  openIvisClient(NPAIS_SERVICE, url, ResponseBody);
