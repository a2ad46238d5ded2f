namespace Keyway.SecurityKeys.Tests;

/// <summary>Whose fingers lie on the sensor of a key, one after the other.</summary>
internal sealed class Hand
{
    public const string Index = "right index";
    public const string Thumb = "left thumb";

    private readonly Queue<string?> _next = new();

    /// <summary>The finger that lies on the sensor when no other was announced; null is none, and the key waits.</summary>
    public string? Finger { get; set; } = Index;

    /// <summary>How often the sensor asked.</summary>
    public int Asked { get; private set; }

    /// <summary>While it is set to one that waits, the sensor hangs and hears no cancel.</summary>
    public ManualResetEventSlim? Stuck { get; set; }

    /// <summary>Lays these fingers on, each for one touch; null waits for the time to be over.</summary>
    public void LayOn(params string?[] fingers)
    {
        foreach (string? finger in fingers) _next.Enqueue(finger);
    }

    public string? Touch(string? relyingPartyId, CancellationToken cancelled)
    {
        Asked++;
        Stuck?.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
        if ((_next.TryDequeue(out string? finger) ? finger : Finger) is { } laid) return laid;
        cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        return null;
    }
}
