namespace UkraineSupport.Functions.Storage;

/// <summary>What an operator's command cannot do, in a sentence for whoever gave it.</summary>
internal abstract class OperatorException(string message) : Exception(message);
