using System.Text;
using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.DeviceManagement;

/// <summary>SyncML as the other side may send it.</summary>
public sealed class SyncMlReaderTests
{
    private const string Header =
        "<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>https://contoso.com/management</LocURI></Target><Source><LocURI>device-1</LocURI></Source></SyncHdr>";

    private const string Alert = "<Alert><CmdID>1</CmdID><Data>1201</Data></Alert>";

    /// <summary>After the form of the exchange in [MS-MDM] 4, in our words and with our values.</summary>
    private static readonly string Good = Message(
        Alert
        + "<Alert><CmdID>2</CmdID><Data>1224</Data><Item><Meta><Type xmlns=\"syncml:metinf\">com.microsoft/MDM/LoginStatus</Type></Meta><Data>user</Data></Item></Alert>"
        + "<Replace><CmdID>3</CmdID><Item><Source><LocURI>./DevInfo/DevId</LocURI></Source><Data>device-1</Data></Item></Replace>"
        + "<Status><CmdID>4</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><TargetRef>x</TargetRef><SourceRef>y</SourceRef><Data>200</Data></Status>"
        + "<Results><CmdID>5</CmdID><MsgRef>1</MsgRef><CmdRef>2</CmdRef><Item><Source><LocURI>./Device/A</LocURI></Source><Meta><Format xmlns=\"syncml:metinf\">int</Format></Meta><Data>1</Data></Item></Results>"
        + "<Get><CmdID>6</CmdID><Item><Target><LocURI>./Device/A</LocURI></Target></Item></Get>");

    [Fact]
    public void A_message_is_read_and_written_again_as_the_same()
    {
        var read = SyncMlReader.Read(Encoding.UTF8.GetBytes(Good)).Value;

        Assert.Equal(("1", 1, "https://contoso.com/management", "device-1", 6), (read.SessionId, read.MessageId, read.Target, read.Source, read.Commands.Count));
        Assert.Equal((SyncMlVerb.Alert, 1224, SyncMl.LoginStatus, "user"), (read.Commands[1].Verb, read.Commands[1].Code, read.Commands[1].Items[0].Type, read.Commands[1].Items[0].Data));
        Assert.Equal((1, 0, "SyncHdr", 200), (read.Commands[3].MessageRef, read.Commands[3].CommandRef, read.Commands[3].Answered, read.Commands[3].Code));
        Assert.Equal(new SyncMlItem(Source: "./Device/A", Format: "int", Data: "1"), Assert.Single(read.Commands[4].Items));
        var written = SyncMlWriter.Write(read);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(SyncMlWriter.Write(SyncMlReader.Read(written).Value)));
    }

    [Fact]
    public void Texts_that_mean_something_in_XML_stay_texts()
    {
        const string Text = "<Final/> & \"]]>\"";
        var message = new SyncMlMessage("s", 1, "t", "d", [new SyncMlCommand(SyncMlVerb.Replace, 1, [new SyncMlItem(Source: "./DevInfo/Man", Data: Text)])]);
        Assert.Equal(Text, SyncMlReader.Read(SyncMlWriter.Write(message)).Value.Commands[0].Items[0].Data);
    }

    public static TheoryData<string> Hostile => new(
        // No DTD, so no entity: neither a bomb nor somebody's file.
        "<!DOCTYPE SyncML><SyncML xmlns=\"SYNCML:SYNCML1.2\"/>",
        "<!DOCTYPE SyncML [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + Message(Alert).Replace("1201", "&c;", StringComparison.Ordinal),
        "<!DOCTYPE SyncML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Message(Alert).Replace("1201", "&x;", StringComparison.Ordinal),
        "<!DOCTYPE SyncML SYSTEM \"http://127.0.0.1:1/x.dtd\">" + Message(Alert),
        Message(Alert).Replace("1201", "&undefined;", StringComparison.Ordinal),
        // Size and depth.
        Message("<Alert><CmdID>1</CmdID><Data>1201</Data><Item><Data>" + new string('a', 70_000) + "</Data></Item></Alert>"),
        Message("<Alert><CmdID>1</CmdID><Data>1201</Data><Item><Data>" + new string('a', 5_000) + "</Data></Item></Alert>"),
        string.Concat(Enumerable.Repeat("<SyncML xmlns=\"SYNCML:SYNCML1.2\">", 400)),
        Message(string.Concat(Enumerable.Range(1, 65).Select(id => $"<Alert><CmdID>{id}</CmdID><Data>1201</Data></Alert>"))),
        Message("<Replace><CmdID>1</CmdID>" + string.Concat(Enumerable.Repeat("<Item><Data>a</Data></Item>", 33)) + "</Replace>"),
        // Order, number and kind of elements.
        "", "{}", "<SyncML/>", "<SyncML xmlns=\"SYNCML:SYNCML1.1\"/>", "<a xmlns=\"SYNCML:SYNCML1.2\"/>",
        Message(Alert) + "<more/>",
        Message(Alert).Replace(Header, Header + Header, StringComparison.Ordinal),
        Message(Alert).Replace(Header, "", StringComparison.Ordinal),
        Message(Alert).Replace("<VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>", "<VerProto>DM/1.2</VerProto><VerDTD>1.2</VerDTD>", StringComparison.Ordinal),
        Message(Alert).Replace("DM/1.2", "DM/1.1", StringComparison.Ordinal),
        Message(Alert).Replace("<SessionID>1<", "<SessionID>../1<", StringComparison.Ordinal),
        Message(Alert).Replace("<MsgID>1<", "<MsgID>0<", StringComparison.Ordinal),
        Message(Alert).Replace("<MsgID>1<", "<MsgID>-1<", StringComparison.Ordinal),
        Message(Alert).Replace("<MsgID>1<", "<MsgID>99999999999999999999<", StringComparison.Ordinal),
        Message(Alert).Replace("device-1", "", StringComparison.Ordinal),
        Message(Alert).Replace("device-1", "two words", StringComparison.Ordinal),
        Message(Alert).Replace("<Final/>", "", StringComparison.Ordinal),
        Message(Alert).Replace("<Final/>", "<Final/><Final/>", StringComparison.Ordinal),
        Message(Alert).Replace(Alert + "<Final/>", "<Final/>" + Alert, StringComparison.Ordinal),
        Message(Alert + Alert),
        Message("<Alert><CmdID>0</CmdID><Data>1201</Data></Alert>"),
        Message("<Alert><Data>1201</Data><CmdID>1</CmdID></Alert>"),
        Message("<Alert><CmdID>1</CmdID><CmdID>1</CmdID><Data>1201</Data></Alert>"),
        Message("<Alert><CmdID>1</CmdID></Alert>"),
        Message("<Status><CmdID>1</CmdID><Cmd>Get</Cmd><Data>200</Data></Status>"),
        Message("<Get><CmdID>1</CmdID></Get>"),
        Message("<0><CmdID>1</CmdID></0>"), Message("<4><CmdID>1</CmdID></4>"),
        Message("<Copy><CmdID>1</CmdID><Item><Data>1</Data></Item></Copy>"),
        Message("text"), Message("text" + Alert),
        Message("<Alert a=\"b\"><CmdID>1</CmdID><Data>1201</Data></Alert>"),
        Message("<x:Alert xmlns:x=\"SYNCML:SYNCML1.2\"><CmdID>1</CmdID><Data>1201</Data></x:Alert>"),
        Message("<Alert xmlns=\"urn:other\"><CmdID>1</CmdID><Data>1201</Data></Alert>"),
        Message("<Alert><CmdID>1</CmdID><Data xmlns=\"syncml:metinf\">1201</Data></Alert>"),
        Message("<Alert><CmdID>1</CmdID><Data>1201</Data><Item><Meta><Type>t</Type></Meta></Item></Alert>"),
        // What we cannot honour: another address to answer to, no answer, other proofs, parts of a value, transactions.
        Message(Alert).Replace("</Source></SyncHdr>", "</Source><RespURI>https://evil.example</RespURI></SyncHdr>", StringComparison.Ordinal),
        Message(Alert).Replace("</Source></SyncHdr>", "</Source><NoResp/></SyncHdr>", StringComparison.Ordinal),
        Message(Alert).Replace("</Source></SyncHdr>", "</Source><Cred><Data>x</Data></Cred></SyncHdr>", StringComparison.Ordinal),
        Message("<Alert><CmdID>1</CmdID><NoResp/><Data>1201</Data></Alert>"),
        Message("<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Chal><Meta/></Chal><Data>401</Data></Status>"),
        Message("<Replace><CmdID>1</CmdID><Item><Data>1</Data><MoreData/></Item></Replace>"),
        Message("<Atomic><CmdID>1</CmdID><Alert><CmdID>2</CmdID><Data>1201</Data></Alert></Atomic>"),
        Message("<Sequence><CmdID>1</CmdID></Sequence>"));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void O04_what_is_no_message_of_ours_is_refused_with_its_number(string document)
    {
        Assert.False(SyncMlReader.Read(Encoding.UTF8.GetBytes(document)).TryGet(out _, out var refusal));
        Assert.Equal(Catalogue.DeviceManagement.MessageMalformed, refusal.Error);
    }

    [Fact]
    public void O04_no_other_encoding_is_read_whatever_the_document_declares()
    {
        Assert.False(SyncMlReader.Read(Encoding.Unicode.GetBytes(Good)).Succeeded);
        Assert.False(SyncMlReader.Read([.. Encoding.UTF8.GetBytes(Good[..^20]), 0xff, 0xfe]).Succeeded);
        Assert.True(SyncMlReader.Read(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + Good)).Succeeded);
    }

    [Fact]
    public void O04_damaged_messages_never_throw()
    {
        var refused = Mutations.Of(Encoding.UTF8.GetBytes(Good)).Count(damaged => !SyncMlReader.Read(damaged).Succeeded);
        Assert.True(refused > 500, $"{refused} were refused.");
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("2", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("1.0", null)]
    [InlineData("0x1", null)]
    [InlineData("true", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    [InlineData("١", null)]
    [InlineData(null, null)]
    public void D11_a_value_is_digits_within_its_range(string? data, int? value) => Assert.Equal(value, ManagedSetting.UseSecurityKeyForSignin.Read(data));

    [Fact]
    public void D11_the_stricter_of_two_values_protects_more()
    {
        Assert.Equal(0, ManagedSetting.UseSecurityKeyForSignin.StricterOf(0, 1));
        Assert.Equal(3, ManagedSetting.OfflineDays.StricterOf(14, 3));
        Assert.Equal(5, ManagedSetting.OfflineUnlocks.StricterOf(0, 5));
        Assert.Equal(5, ManagedSetting.OfflineUnlocks.StricterOf(5, 9));
        Assert.Equal(0, ManagedSetting.OfflineUnlocks.StricterOf(0, 0));
        Assert.Equal(1, ManagedSetting.LockOnRemoval.StricterOf(0, 1));
    }

    private static string Message(string commands) => $"<SyncML xmlns=\"SYNCML:SYNCML1.2\">{Header}<SyncBody>{commands}<Final/></SyncBody></SyncML>";
}
