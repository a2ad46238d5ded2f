using Keyway.Lab.Steps;

namespace Keyway.EndToEnd;

/// <summary>Runs steps without printing: a step that fails tells its name.</summary>
internal sealed class QuietStepReporter : IStepReporter
{
    public void Begin(string part)
    {
    }

    public async Task RunAsync(string what, Func<Task<string>> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{what}: {failure.Message}", failure);
        }
    }
}
