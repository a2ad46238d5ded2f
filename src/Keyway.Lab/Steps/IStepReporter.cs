namespace Keyway.Lab.Steps;

/// <summary>Is told of every step of the lab: the terminal prints them, a test collects them.</summary>
public interface IStepReporter
{
    /// <summary>A new part begins.</summary>
    void Begin(string part);

    /// <summary>Runs one step and reports what came of it; what <paramref name="work"/> throws goes on to the caller.</summary>
    /// <param name="what">The step in a few words.</param>
    /// <param name="work">Does it and returns its result in a few words.</param>
    Task RunAsync(string what, Func<Task<string>> work);
}
