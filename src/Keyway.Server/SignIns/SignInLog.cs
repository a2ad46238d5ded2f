using Keyway.Server.Hosting;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>
/// Who signed in, and who was refused. A completed sign-in is appended in the very write that makes it so: there is none without its row. A refused
/// one changes nothing else, so that it can wait for others: <see cref="RefusedSignIns"/>.
/// </summary>
internal sealed class SignInLog(ServerOptions options, RefusedSignIns refused)
{
    /// <summary>Appends a completed sign-in, and counts it.</summary>
    /// <param name="session">Of the write that completes it.</param>
    public void Append(StoreSession session, SignInEntry entry)
    {
        SignInTable.Insert(session, Shown(entry));
        SignInTable.Count(session, new SignInCount(entry.OccurredOn, entry.Client, entry.Method, entry.Error, entry.KerberosServer, 1, 0));
    }

    /// <summary>Takes note of a refused sign-in. It is counted always, and gets a row, within a second, unless too many come at once.</summary>
    public void AppendRefused(SignInEntry entry) => refused.Add(Shown(entry));

    private SignInEntry Shown(SignInEntry entry) =>
        options.ShortenAddresses ? entry with { Source = entry.Source with { Address = ShortAddress.Of(entry.Source.Address) } } : entry;
}
