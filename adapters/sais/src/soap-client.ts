import { fileURLToPath } from 'node:url';
import { type IvisService, openIvisClient, type Submit } from '@saite/adapter-kit/soap';
import { ResponseBody, type WrittenRequestBody } from './upstream-contract.ts';

/** SAIS's service; the number 999001 stands in for that of the authority in the state's catalogue. */
export const SAIS_SERVICE: IvisService = {
  name: 'Sais',
  wsdlPath: fileURLToPath(new URL('../wsdl/Sais.wsdl', import.meta.url)),
  schema: 'SaisExchange',
  urn: 'URN:IVIS:999001',
};

export type SubmitToSais = Submit<WrittenRequestBody, ResponseBody>;

/** @param url address of SAIS's SOAP service */
export const openSoapClient = (url: string): Promise<SubmitToSais> =>
  openIvisClient(SAIS_SERVICE, url, ResponseBody);
