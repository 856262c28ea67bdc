using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// A component in the integers of CP-SAT: who goes where, and what is filled in each part of the time. Units without a
/// choice stand where they must, as long as splits do not count.
/// </summary>
internal sealed class ExactModel
{
    private readonly Component _component;
    private readonly bool _sureStay;
    private readonly BoolVar[] _taken;

    public ExactModel(Component component, Level level, Points atLeast)
    {
        (_component, _sureStay) = (component, level != Level.Splits);
        _taken = [.. component.Choices.Select(_ => Model.NewBoolVar(""))];
        for (var u = 0; u < component.Units.Length; u++)
            AddUnit(u);
        var filled = Filled();
        if (level == Level.Critical)
        {
            Model.Maximize(Sum(filled, Emphases.CriticalOnly));
            return;
        }

        if (component.IsMixed)
            Model.Add(Sum(filled, Emphases.CriticalOnly) >= atLeast.Critical);
        if (level == Level.All)
        {
            Model.Maximize(Sum(filled, Emphases.All));
            return;
        }

        Model.Add(Sum(filled, Emphases.All) >= atLeast.All);
        Model.Minimize(Splits());
    }

    public CpModel Model { get; } = new();

    public void Hint(bool[] taken)
    {
        for (var c = 0; c < _taken.Length; c++)
            Model.AddHint(_taken[c], taken[c]);
    }

    public List<int> Read(CpSolver solver) =>
        [.. Enumerable.Range(0, _taken.Length).Where(c => solver.BooleanValue(_taken[c]))];

    private void AddUnit(int unit)
    {
        var choices = _component.ChoicesOfUnit[unit].Select(c => _taken[c]).ToArray();
        if (choices.Length > 0 && Stays(unit))
            Model.AddExactlyOne(choices);
        else if (choices.Length > 0)
            Model.AddAtMostOne(choices);
    }

    private bool Stays(int unit) => _component.Held[unit] || (_sureStay && _component.IsSure(unit));

    /// <summary>By part, what those who may be there fill beside those who stay.</summary>
    private IntVar?[] Filled()
    {
        var filled = new IntVar?[_component.PartDays.Length];
        for (var p = 0; p < filled.Length; p++)
        {
            var room = Room(p);
            var here = _component.ChoicesOfPart[p].Where(c => !Stays(_component.Choices[c].Unit)).ToArray();
            if (room == 0 || here.Length == 0)
                continue;
            filled[p] = Model.NewIntVar(0, room, "");
            var amounts = here.Select(c => Math.Min(room, _component.Choices[c].Amount));
            Model.Add(filled[p] <= LinearExpr.WeightedSum(here.Select(c => _taken[c]), amounts));
        }

        return filled;
    }

    private long Room(int part) => _sureStay ? _component.Room[part] : _component.RoomBesideHeld(part);

    private LinearExprBuilder Sum(IntVar?[] filled, Emphasis emphasis)
    {
        var sum = LinearExpr.NewBuilder();
        for (var p = 0; p < filled.Length; p++)
        {
            var worth = _component.Worth(p, emphasis);
            sum.Add(worth * (_component.RequiredIn(p) - Room(p)));
            if (filled[p] is { } variable && worth > 0)
                sum.AddTerm(variable, worth);
        }

        return sum;
    }

    /// <summary>In each serial: units less links between them, less one when there is any.</summary>
    private LinearExprBuilder Splits()
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
