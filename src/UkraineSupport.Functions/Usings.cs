// The one place where the two hosts differ (docs/decisions/0001): the real packages in Azure builds,
// the same names from LocalRuntime everywhere else.
#if AZURE_FUNCTIONS
global using Microsoft.Azure.Functions.Worker;
global using Microsoft.Azure.Functions.Worker.Builder;
global using Microsoft.DurableTask;
global using Microsoft.DurableTask.Client;
#else
global using UkraineSupport.LocalRuntime.DurableTask;
global using UkraineSupport.LocalRuntime.Worker;
#endif
