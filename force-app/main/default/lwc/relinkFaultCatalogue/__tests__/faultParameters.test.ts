import { faultEntry } from 'c/relinkFaultCatalogue';

jest.mock('@salesforce/label/c.Relink_Fault_RL201_Why', () => ({ default: 'It did not take it: {1}' }), {
  virtual: true
});
jest.mock('@salesforce/label/c.Relink_Fault_RL901_Why', () => ({ default: '{0}, {1} s' }), { virtual: true });

describe('parameters of a fault', () => {
  it('fill the cause in the order that the architecture page gives', () => {
    expect(faultEntry({ code: 'RL-901', params: ['api.cc.email', '15'] }).why).toBe('api.cc.email, 15 s');
    expect(faultEntry({ code: 'RL-201', params: ['consumerKey', 'No.'] }).why).toBe('It did not take it: No.');
  });

  it('are said not to be given where they are missing', () => {
    expect(faultEntry({ code: 'RL-901', params: null }).why).toBe('c.Relink_Text_NotGiven, c.Relink_Text_NotGiven s');
  });

  it('put words in place of the mark for a value that was read back differently', () => {
    expect(faultEntry({ code: 'RL-201', params: ['authorizeUrl', 'READ_BACK_DIFFERS'] }).why).toBe(
      'It did not take it: c.Relink_Fault_ReadBackDiffers'
    );
  });
});
