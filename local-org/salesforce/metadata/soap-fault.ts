/**
 * A SOAP fault, answered with HTTP status 500.
 * Codes of the API are `sf:…` and repeat in front of the text; a message that could not be read at all is `soapenv:Client`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm
 */
export class SoapFault extends Error {
  readonly faultCode: string;

  constructor(faultCode: string, message: string) {
    super(message);
    this.name = 'SoapFault';
    this.faultCode = faultCode;
  }

  /** A fault with an API exception code: `INVALID_SESSION_ID`, `INVALID_TYPE` and so on. */
  static api(code: string, message: string): SoapFault {
    return new SoapFault(`sf:${code}`, `${code}: ${message}`);
  }

  /** A request that does not fit the WSDL. */
  static client(message: string): SoapFault {
    return new SoapFault('soapenv:Client', message);
  }
}
