import type { Course, Intake } from '../../api/types';
import { day } from '../../i18n/format';
import { t } from '../../i18n/language';
import type { Segment } from '../../parts/Bar';

export const over: readonly string[] = ['Graduated', 'Cancelled'];

/** Places: in intakes ≥ offered ≥ taken, as parts that do not overlap. */
export const places = ['allocated', 'offered', 'taken'] as const;
/** Persons: nominated ≥ enrolled ≥ completed ≥ confirmed. */
export const persons = ['nominated', 'enrolled', 'completed', 'confirmed'] as const;

export const placesOf = ({ places: at }: Pick<Intake, 'places'>): Segment[] => [
  { kind: 'received', value: at.taken, label: t('training.part.taken') },
  { kind: 'open', value: at.empty, label: t('training.part.empty') },
  { kind: 'pledged', value: at.allocated - at.taken - at.empty, label: t('training.part.notOffered') },
];

export const titleOf = (intake: Intake, courses: Map<string, Course>): string =>
  courses.get(intake.courseId)?.title ?? t('training.courseOf', { day: day(intake.start) });

export const isDemo = (text: string): boolean => text.includes('(demo)');
