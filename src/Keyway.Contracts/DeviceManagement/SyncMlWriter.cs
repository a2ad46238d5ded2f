using System.Globalization;
using System.Text;
using System.Xml;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>Writes a message as <see cref="SyncMlReader"/> reads it.</summary>
public static class SyncMlWriter
{
    /// <param name="message">Of texts that XML can carry: no control characters.</param>
    /// <returns>UTF-8 without a byte order mark.</returns>
    public static byte[] Write(SyncMlMessage message)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("SyncML", SyncMl.Namespace);
            xml.WriteStartElement(SyncMl.HeaderName, SyncMl.Namespace);
            Text(xml, "VerDTD", SyncMl.VersionOfDtd);
            Text(xml, "VerProto", SyncMl.VersionOfProtocol);
            Text(xml, "SessionID", message.SessionId);
            Number(xml, "MsgID", message.MessageId);
            Address(xml, "Target", message.Target);
            Address(xml, "Source", message.Source);
            xml.WriteEndElement();
            xml.WriteStartElement("SyncBody", SyncMl.Namespace);
            foreach (var command in message.Commands)
                Command(xml, command);
            xml.WriteElementString("Final", SyncMl.Namespace, "");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Command(XmlWriter xml, SyncMlCommand command)
    {
        xml.WriteStartElement(command.Verb.ToString(), SyncMl.Namespace);
        Number(xml, "CmdID", command.Id);
        Number(xml, "MsgRef", command.MessageRef);
        Number(xml, "CmdRef", command.CommandRef);
        Text(xml, "Cmd", command.Answered);
        Number(xml, "Data", command.Code);
        foreach (var item in command.Items)
        {
            xml.WriteStartElement("Item", SyncMl.Namespace);
            Address(xml, "Target", item.Target);
            Address(xml, "Source", item.Source);
            if (item.Format is not null || item.Type is not null)
            {
                xml.WriteStartElement("Meta", SyncMl.Namespace);
                if (item.Format is not null)
                    xml.WriteElementString("Format", SyncMl.MetaNamespace, item.Format);
                if (item.Type is not null)
                    xml.WriteElementString("Type", SyncMl.MetaNamespace, item.Type);
                xml.WriteEndElement();
            }

            Text(xml, "Data", item.Data);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Address(XmlWriter xml, string name, string? address)
    {
        if (address is null)
            return;
        xml.WriteStartElement(name, SyncMl.Namespace);
        Text(xml, "LocURI", address);
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int? number) => Text(xml, name, number?.ToString(CultureInfo.InvariantCulture));

    private static void Text(XmlWriter xml, string name, string? text)
    {
        if (text is not null)
            xml.WriteElementString(name, SyncMl.Namespace, text);
    }
}
