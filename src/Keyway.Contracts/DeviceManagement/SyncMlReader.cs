using Keyway.Errors;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>
/// Reads a message of the other side, strictly: the elements of [OMA-DM-RepPro] in their order and no others. What we cannot honour (RespURI, NoResp, Cred, Chal, MoreData,
/// Atomic, Sequence) is refused and not passed over.
/// </summary>
public static class SyncMlReader
{
    private const int MostCommands = 64;
    private const int MostItems = 32;

    /// <returns>The message, or KW2800.</returns>
    public static Result<SyncMlMessage> Read(ReadOnlySpan<byte> document)
    {
        if (!SyncMlElement.TryRead(document, out var root, out var why))
            return Malformed(why);
        var parts = new SyncMlChildren(root);
        if (root.Name != "SyncML" || parts.Take(SyncMl.HeaderName) is not { } header || parts.Take("SyncBody") is not { } body || !parts.AtEnd)
            return Malformed("not a SyncML with one header and one body");
        if (ReadHeader(header) is not { } message)
            return Malformed("the header");
        if (!ReadBody(body).TryGet(out var commands, out var refusal))
            return refusal;
        return message with { Commands = commands };
    }

    private static SyncMlMessage? ReadHeader(SyncMlElement header)
    {
        var parts = new SyncMlChildren(header);
        if (parts.Text("VerDTD") != SyncMl.VersionOfDtd || parts.Text("VerProto") != SyncMl.VersionOfProtocol
            || parts.Text("SessionID") is not { Length: >= 1 and <= 32 } session || !session.All(char.IsAsciiLetterOrDigit)
            || parts.Number("MsgID") is not (> 0 and { } id)
            || parts.Address("Target") is not { Length: > 0 } target || parts.Address("Source") is not { Length: > 0 } source)
        {
            return null;
        }

        // Sizes that the sender can take; ours are smaller.
        parts.Take("Meta");
        return parts.AtEnd ? new SyncMlMessage(session, id, target, source, []) : null;
    }

    private static Result<IReadOnlyList<SyncMlCommand>> ReadBody(SyncMlElement body)
    {
        // A package is one message here: it ends with Final.
        if (body.Children.Count == 0 || body.Children[^1] is not { Name: "Final", Children.Count: 0, Text: "" })
            return Malformed("no Final at the end");
        if (body.Children.Count - 1 > MostCommands)
            return Malformed("too many commands");
        var commands = new List<SyncMlCommand>(body.Children.Count);
        var ids = new HashSet<int>();
        foreach (var element in body.Children.SkipLast(1))
        {
            if (ReadCommand(element) is not { } command)
                return Malformed($"the command {element.Name}");
            if (!ids.Add(command.Id))
                return Malformed($"two commands with the CmdID {command.Id}");
            commands.Add(command);
        }

        return commands;
    }

    private static SyncMlCommand? ReadCommand(SyncMlElement element)
    {
        if (VerbOf(element.Name) is not { } verb)
            return null;
        var parts = new SyncMlChildren(element);
        if (parts.Number("CmdID") is not (> 0 and { } id))
            return null;
        var command = new SyncMlCommand(verb, id, []);
        if (verb is SyncMlVerb.Status or SyncMlVerb.Results)
        {
            command = command with { MessageRef = parts.Number("MsgRef"), CommandRef = parts.Number("CmdRef") };
            if (command.MessageRef is null || command.CommandRef is null)
                return null;
        }

        if (verb == SyncMlVerb.Status)
        {
            command = command with { Answered = parts.Text("Cmd") };
            if (command.Answered is not { Length: > 0 and <= 16 })
                return null;
        }

        if (verb is SyncMlVerb.Status or SyncMlVerb.Results)
        {
            // For people who read along: what is answered stands in CmdRef.
            parts.Text("TargetRef");
            parts.Text("SourceRef");
        }

        if (verb is SyncMlVerb.Status or SyncMlVerb.Alert)
        {
            command = command with { Code = parts.Number("Data") };
            if (command.Code is null)
                return null;
        }

        var items = new List<SyncMlItem>();
        while (parts.Take("Item") is { } item)
        {
            if (items.Count == MostItems || ReadItem(item) is not { } read)
                return null;
            items.Add(read);
        }

        var needsItem = verb is not (SyncMlVerb.Status or SyncMlVerb.Alert);
        return parts.AtEnd && (items.Count > 0 || !needsItem) ? command with { Items = items } : null;
    }

    private static SyncMlItem? ReadItem(SyncMlElement item)
    {
        var parts = new SyncMlChildren(item);
        var read = new SyncMlItem(parts.Address("Target"), parts.Address("Source"));
        if (parts.Take("Meta") is { } meta)
        {
            var facts = new SyncMlChildren(meta);
            read = read with { Format = facts.Text("Format"), Type = facts.Text("Type") };
            if (!facts.AtEnd)
                return null;
        }

        if (parts.Next == "Data")
            read = read with { Data = parts.Take("Data") is { Children.Count: 0, Text: var text } ? text : null };
        return parts.AtEnd && read is { Target: not "", Source: not "" } ? read : null;
    }

    // By name alone: Enum.Parse would also take numbers.
    private static SyncMlVerb? VerbOf(string name) => name switch
    {
        "Alert" => SyncMlVerb.Alert,
        "Status" => SyncMlVerb.Status,
        "Results" => SyncMlVerb.Results,
        "Get" => SyncMlVerb.Get,
        "Add" => SyncMlVerb.Add,
        "Replace" => SyncMlVerb.Replace,
        "Delete" => SyncMlVerb.Delete,
        "Exec" => SyncMlVerb.Exec,
        _ => null,
    };

    private static Refusal Malformed(string what) => new(Catalogue.DeviceManagement.MessageMalformed, what);
}
