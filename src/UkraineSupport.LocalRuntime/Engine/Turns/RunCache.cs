using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// Which instances hold their code ready in memory. Past the limit the one that has been idle longest is let go; its
/// next turn replays its history. Guarded by the hub's lock.
/// </summary>
internal sealed class RunCache(int limit)
{
    private readonly LinkedList<Instance> _byLastTurn = new();
    private readonly Dictionary<Instance, LinkedListNode<Instance>> _nodes = [];

    public void Used(Instance instance)
    {
        if (_nodes.Remove(instance, out var node))
            _byLastTurn.Remove(node);
        if (instance.Run is not null)
            _nodes[instance] = _byLastTurn.AddLast(instance);
        while (_byLastTurn.Count > limit)
            Evict(_byLastTurn.First!.Value);
    }

    private void Evict(Instance idle)
    {
        _nodes.Remove(idle);
        _byLastTurn.RemoveFirst();
        // One that is in a turn right now is taken in again at the turn's end.
        if (!idle.Busy)
            idle.Drop();
    }
}
