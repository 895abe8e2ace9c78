import applyPlanInOrg from '@salesforce/apex/RelinkController.applyPlan';
import getStatusFromOrg from '@salesforce/apex/RelinkController.getStatus';
import { applyPlan, getStatus, toFault } from 'c/relinkApi';

jest.mock('@salesforce/apex/RelinkController.applyPlan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RelinkController.getStatus', () => ({ default: jest.fn() }), { virtual: true });

const applyInOrg = applyPlanInOrg as unknown as jest.Mock;
const statusFromOrg = getStatusFromOrg as unknown as jest.Mock;
const REQUEST = { runId: 'r', connectionId: 'c', fingerprint: 'f', consumerKey: 'k', consumerSecret: 'hush-hush' };

describe('Calls of Apex', () => {
  it('give the answer as it is', async () => {
    statusFromOrg.mockResolvedValue({ checks: [], fault: null });
    expect(await getStatus('0XA')).toEqual({ checks: [], fault: null });
    expect(statusFromOrg).toHaveBeenCalledWith({ connectionId: '0XA' });
  });

  it('take the fault out of an AuraHandledException', async () => {
    statusFromOrg.mockRejectedValue({ status: 500, body: { message: '{"code":"RL-101","params":["Relink Admin"]}' } });
    expect((await getStatus(null)).fault).toEqual({ code: 'RL-101', params: ['Relink Admin'] });
  });

  it('say RL-113 when the session has ended', () => {
    expect(toFault({ status: 401, body: { message: 'Session expired or invalid' } })).toMatchObject({
      code: 'RL-113',
      httpStatus: 401
    });
  });

  it('keep the text of any other error under RL-999', () => {
    expect(toFault({ status: 500, body: { message: 'boom' } })).toMatchObject({ code: 'RL-999', detail: 'boom' });
    expect(toFault(new Error('no network'))).toMatchObject({ code: 'RL-999', detail: 'no network' });
    expect(toFault(undefined)).toMatchObject({ code: 'RL-999' });
  });

  it('do not take text for a fault that only looks like one', () => {
    expect(toFault({ body: { message: '{"code":"other"}' } }).code).toBe('RL-999');
    expect(toFault({ body: { message: '{broken' } })).toMatchObject({ code: 'RL-999', detail: '{broken' });
  });

  it('say RL-205 when a write gave no answer, and hide the secret in the text', async () => {
    applyInOrg.mockRejectedValue({ status: 500, body: { message: 'lost hush-hush on the way' } });
    const { fault } = await applyPlan(REQUEST);
    expect(fault?.code).toBe('RL-205');
    expect(fault?.detail).toBe('lost ••• on the way');
  });

  it('leave the fault of an answered write alone', async () => {
    applyInOrg.mockResolvedValue({ fault: { code: 'RL-999' } });
    expect((await applyPlan(REQUEST)).fault?.code).toBe('RL-999');
  });
});
