using System.Formats.Cbor;

namespace Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

/// <summary>The sensor for fingerprints: built-in user verification, which is also evidence that somebody is there (CTAP 2.1, 6.5.3.1).</summary>
internal sealed class FingerSensor(SoftwareKeyFile file, FingerPrompt prompt, TimeProvider time)
{
    // As long as a touch may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether the key was made with one.</summary>
    public bool IsFitted => file.State.Sensor;

    /// <summary>Whether it has somebody to recognise.</summary>
    public bool IsConfigured => IsFitted && file.State.Enrolled.Count > 0;

    /// <summary>getUVRetries (CTAP 2.1, 6.5.5.3).</summary>
    public CtapReply Retries()
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(1);
        writer.WriteInt32(5);
        writer.WriteInt32(file.State.UvRetries);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>
    /// One try to recognise the finger: <see cref="CtapStatus.Ok"/>, <see cref="CtapStatus.UvInvalid"/>, <see cref="CtapStatus.UvBlocked"/> when
    /// that was the last one, or why no finger was laid on, which costs no try.
    /// </summary>
    public CtapStatus Verify(string? relyingPartyId, CommandContext context)
    {
        if (file.State.UvRetries == 0) return CtapStatus.UvBlocked;
        CtapStatus status = Read(relyingPartyId, Patience, context, out string finger);
        if (status != CtapStatus.Ok) return status;

        // Counted on disk before it is looked at, so that a kill in between gives no free try.
        SoftwareKeyState before = file.State;
        if (!file.TryReplace(before with { UvRetries = before.UvRetries - 1 })) return CtapStatus.Other;
        bool known = false;
        foreach (SoftwareFingerprint enrolled in before.Enrolled) known |= enrolled.Is(finger);
        if (known) return file.TryReplace(file.State with { UvRetries = SoftwareKeyState.MostUvRetries }) ? CtapStatus.Ok : CtapStatus.Other;
        return file.State.UvRetries == 0 ? CtapStatus.UvBlocked : CtapStatus.UvInvalid;
    }

    /// <summary>
    /// What a command answers whose option "uv" was not fulfilled: hosts from before CTAP 2.1, which alone use it, then ask for the PIN (6.1.2
    /// step 11.2 and 6.2.2 step 6.2).
    /// </summary>
    public static CtapStatus OfOption(CtapStatus status) => status is CtapStatus.UvInvalid or CtapStatus.UvBlocked ? CtapStatus.PinRequired : status;

    /// <summary>Waits for a finger.</summary>
    /// <param name="relyingPartyId">For whom, or null.</param>
    /// <param name="patience">How long; never longer than for a touch.</param>
    /// <param name="context">The command that waits.</param>
    /// <param name="finger">Which one it is, after <see cref="CtapStatus.Ok"/>.</param>
    public CtapStatus Read(string? relyingPartyId, TimeSpan patience, CommandContext context, out string finger)
    {
        finger = "";
        using var limit = new CancellationTokenSource(patience < Patience ? patience : Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.Cancelled);
        context.TouchNeeded();
        string? laid;
        try
        {
            laid = prompt(relyingPartyId, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            laid = null;
        }

        if (context.Cancelled.IsCancellationRequested) return CtapStatus.KeepAliveCancel;
        if (limit.IsCancellationRequested) return CtapStatus.UserActionTimeout;
        finger = laid ?? "";
        return laid is null ? CtapStatus.OperationDenied : CtapStatus.Ok;
    }
}
