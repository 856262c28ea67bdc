import { useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { Actions } from '../../forms/Actions';
import { onRequirement } from '../../forms/where';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Allocated } from '../../parts/Allocated';
import { DisclosureBadge, EvidenceBadge, SourceOf, Status } from '../../parts/Badges';
import { Bar, Legend } from '../../parts/Bar';
import { CapabilityLink, useCatalog } from '../../parts/catalog';
import { Facts } from '../../parts/Facts';
import { Instant, Quantity, Typed } from '../../parts/Figures';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { Substitutes } from '../../parts/Substitutes';
import { coverage, NeededBy } from './RequirementTable';

export default function RequirementView({ id }: { id: string }) {
  const catalog = useCatalog();
  const requirement = useRead('/requirements/{id}', { id });
  const history = useRead('/requirements/{id}/history', { id }, { limit: 200 });
  return (
    <Shown reading={requirement} missing={<NoRecord />}>
      {(need) => (
        <>
          <Title over={t('requirement.over')} of={need.title}>
            <Typed>{need.title}</Typed>
          </Title>
          <p class="badges">
            <Status of="requirement" value={need.status} /> <DisclosureBadge level={need.disclosure} />{' '}
            {need.evidence && <EvidenceBadge level={need.evidence.level} />}{' '}
            {history.data && <ChainBadge chain={history.data.chain} />}
          </p>
          <Actions of={onRequirement} record={need} at={{ id }} />
          <div class="wide-bar">
            <Bar segments={coverage(need)} total={need.quantity} unit={need.unit} />
            <Legend segments={coverage(need)} unit={need.unit} />
          </div>
          <Facts
            of={[
              [t('column.capability'), <CapabilityLink code={need.capability} catalog={catalog} />],
              [t('column.needed'), <Quantity value={need.quantity} unit={need.unit} field="quantity" />],
              [t('column.neededBy'), <NeededBy need={need} />],
              [t('column.priority'), need.priority],
              [
                t('requirement.late'),
                need.allocatedLate > 0 && <Quantity value={need.allocatedLate} unit={need.unit} field="late" />,
              ],
              [t('substitutes.title'), need.substitutes.length > 0 && <Substitutes of={need.substitutes} />],
              [t('pledge.source'), <SourceOf evidence={need.evidence} />],
              [t('requirement.filed'), <Instant value={need.filedAt} />],
              [t('requirement.validatedBy'), need.validatedBy && partyName(need.validatedBy)],
              [
                t('requirement.supersededBy'),
                need.supersededBy && <Link to={`requirements/${need.supersededBy}`}>{need.supersededBy}</Link>,
              ],
              [
                t('requirement.supersedes'),
                need.supersedes && <Link to={`requirements/${need.supersedes}`}>{need.supersedes}</Link>,
              ],
              [
                t('training.course'),
                need.courseId && (
                  <Link to="training" query={{ course: need.courseId }}>
                    {t('training.courseIntakes')}
                  </Link>
                ),
              ],
              [
                t('requirement.sameNeed'),
                need.sameNeed && <Link to={`gaps/${need.sameNeed.gap}`}>{t('gap.over')}</Link>,
              ],
            ]}
          />
          <Allocated of={need.allocations} unit={need.unit} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}
