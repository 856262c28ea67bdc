using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>A component in the integers of CP-SAT: who goes where, and what is filled in each part of the time.</summary>
internal sealed class ExactModel
{
    private readonly Component _component;
    private readonly BoolVar[] _taken;
    private readonly LinearExpr _all;
    private readonly LinearExpr _critical;

    public ExactModel(Component component)
    {
        _component = component;
        _taken = [.. component.Choices.Select(_ => Model.NewBoolVar(""))];
        for (var u = 0; u < component.Units.Length; u++)
        {
            var choices = component.ChoicesOfUnit[u].Select(c => _taken[c]).ToArray();
            if (component.Held[u])
                Model.AddExactlyOne(choices);
            else
                Model.AddAtMostOne(choices);
        }

        var filled = Filled();
        _all = Sum(filled, Emphases.All);
        _critical = Sum(filled, Emphases.CriticalOnly);
    }

    public CpModel Model { get; } = new();

    public void MaximizeCritical() => Model.Maximize(_critical);

    public void MaximizeAll(Points atLeast)
    {
        Model.Add(_critical >= atLeast.Critical);
        Model.Maximize(_all);
    }

    public void MinimizeSplits(Points atLeast)
    {
        Model.Add(_critical >= atLeast.Critical);
        Model.Add(_all >= atLeast.All);
        Model.Minimize(Splits());
    }

    public void Hint(Draft draft)
    {
        for (var c = 0; c < _taken.Length; c++)
            Model.AddHint(_taken[c], draft.ChoiceOf[_component.Choices[c].Unit] == c ? 1 : 0);
    }

    public Draft Read(CpSolver solver) =>
        Draft.With(_component, Enumerable.Range(0, _taken.Length).Where(c => solver.BooleanValue(_taken[c])));

    private IntVar[] Filled()
    {
        var filled = new IntVar[_component.PartDays.Length];
        for (var s = 0; s < _component.Serials.Length; s++)
        {
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1]; p++)
            {
                var here = _component.ChoicesOfSerial[s].Where(c => Covers(c, p)).ToArray();
                filled[p] = Model.NewIntVar(0, _component.Required[s], "");
                Model.Add(
                    filled[p]
                        <= LinearExpr.WeightedSum(
                            here.Select(c => _taken[c]),
                            here.Select(c => _component.Choices[c].Amount)
                        )
                );
            }
        }

        return filled;
    }

    private bool Covers(int choice, int part) =>
        Array.Exists(_component.Spans[choice], s => s.First <= part && part < s.End);

    private LinearExpr Sum(IntVar[] filled, Emphasis emphasis)
    {
        var sum = LinearExpr.NewBuilder();
        for (var s = 0; s < _component.Serials.Length; s++)
        {
            var weight = _component.Weight(s, emphasis);
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1] && weight > 0; p++)
                sum.AddTerm(filled[p], weight * _component.PartDays[p]);
        }

        return sum;
    }

    /// <summary>In each serial: units less links between them, less one when there is any.</summary>
    private LinearExpr Splits()
    {
        var sum = LinearExpr.NewBuilder();
        for (var s = 0; s < _component.Serials.Length; s++)
        {
            var here = _component.ChoicesOfSerial[s];
            var held = Model.NewBoolVar("");
            Model.Add(held <= LinearExpr.Sum(here.Select(c => _taken[c])));
            sum.AddTerm(held, -1);
            foreach (var c in here)
                sum.AddTerm(_taken[c], 1);
            foreach (var (one, other) in Linked(here))
            {
                var both = Model.NewBoolVar("");
                Model.AddImplication(both, _taken[one]);
                Model.AddImplication(both, _taken[other]);
                sum.AddTerm(both, -1);
            }
        }

        return sum;
    }

    private IEnumerable<(int One, int Other)> Linked(List<int> choices) =>
        choices.SelectMany(one =>
            choices
                .Where(other =>
                    one < other
                    && _component.Links[_component.Choices[one].Unit].Contains(_component.Choices[other].Unit)
                )
                .Select(other => (one, other))
        );
}
