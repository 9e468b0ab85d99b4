import { known } from '../exchange.ts';
import { refuseInvalidInput } from '../front-door/refuse-invalid-input.ts';
import type { Step } from '../step.ts';

export const checkInput: Step = {
  name: 'check input',
  run({ found, operation, input }) {
    const { model, faults } = known(found, 'service');
    refuseInvalidInput(faults, model, known(operation, 'operation'), known(input, 'input'));
  },
};
