using UkraineSupport.LocalRuntime.Engine.Activities;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>Records that will be committed together, and what may happen only once they are.</summary>
internal sealed class Batch
{
    public BinaryBuffer Records { get; } = new(16 * 1024);

    public List<ActivityCall> Activities { get; } = [];

    public List<(Instance Instance, InstanceView View)> Views { get; } = [];

    public List<string> Littered { get; } = [];

    public List<TaskCompletionSource> Acknowledgements { get; } = [];

    public bool IsEmpty => Records.Length == 0 && Acknowledgements.Count == 0;

    public void Clear()
    {
        Records.Clear();
        Activities.Clear();
        Views.Clear();
        Littered.Clear();
        Acknowledgements.Clear();
    }
}
