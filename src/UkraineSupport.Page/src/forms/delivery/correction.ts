import { formView } from '../FormPage';
import { correction } from './receipt';

export default formView(correction);
