// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/pdffinish.h"

#include <QCryptographicHash>
#include <QDateTime>

// Asks libqpdf 11 for std::shared_ptr in its interface.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <vector>

namespace hopscope {
namespace {

using Object = QPDFObjectHandle;

std::string pdfDate(Timestamp at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC);
    return utc.toString(QStringLiteral("'D:'yyyyMMddHHmmss")).toStdString() + "+00'00'";
}

std::string xmp(const PdfFacts& facts)
{
    const QString date = QDateTime::fromMSecsSinceEpoch(facts.at.ms, Qt::UTC).toString(Qt::ISODate);
    const QString producer = QStringLiteral("Hopscope ") + facts.programVersion;
    return QStringLiteral("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                          "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                          "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                          "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>\n"
                          "<xmp:CreateDate>%2</xmp:CreateDate><xmp:ModifyDate>%2</xmp:ModifyDate>\n"
                          "<xmp:CreatorTool>%3</xmp:CreatorTool><pdf:Producer>%3</pdf:Producer>\n"
                          "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n")
        .arg(facts.title.toHtmlEscaped(), date, producer.toHtmlEscaped())
        .toStdString();
}

void setInfo(QPDF& pdf, const PdfFacts& facts)
{
    Object info = Object::newDictionary();
    info.replaceKey("/Title", Object::newUnicodeString(facts.title.toStdString()));
    info.replaceKey("/Creator", Object::newUnicodeString("Hopscope " + facts.programVersion.toStdString()));
    info.replaceKey("/Producer", Object::newString("Qt, qpdf"));
    if (facts.at.known()) {
        info.replaceKey("/CreationDate", Object::newString(pdfDate(facts.at)));
        info.replaceKey("/ModDate", Object::newString(pdfDate(facts.at)));
    }
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));

    Object metadata = Object::newStream(&pdf, xmp(facts));
    metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    Object root = pdf.getRoot();
    root.replaceKey("/Metadata", metadata);
    root.replaceKey("/Lang", Object::newString(facts.chinese ? "zh-CN" : "en"));
    root.replaceKey("/PageMode", Object::newName("/UseOutlines"));
    root.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));

    const QByteArray seed = facts.headHash.toUtf8() + facts.at.iso().toUtf8();
    const QByteArray id = QCryptographicHash::hash(seed, QCryptographicHash::Sha256).left(16);
    Object part = Object::newString(id.toStdString());
    pdf.getTrailer().replaceKey("/ID", Object::newArray({part, part}));
}

/// A bookmark of level 1 hangs under the last one of level 0.
struct Item {
    Object object;
    std::vector<Object> children;
};

void link(Object parent, std::vector<Object>& items, bool open)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        items.at(i).replaceKey("/Parent", parent);
        if (i > 0)
            items.at(i).replaceKey("/Prev", items.at(i - 1));
        if (i + 1 < items.size())
            items.at(i).replaceKey("/Next", items.at(i + 1));
    }
    if (items.empty())
        return;
    parent.replaceKey("/First", items.front());
    parent.replaceKey("/Last", items.back());
    const auto count = static_cast<long long>(items.size());
    parent.replaceKey("/Count", Object::newInteger(open ? count : -count));
}

void addBookmarks(QPDF& pdf, const QList<PageFlow::Bookmark>& bookmarks)
{
    const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
    std::vector<Item> tops;
    for (const PageFlow::Bookmark& mark : bookmarks) {
        if (static_cast<std::size_t>(mark.page) >= pages.size())
            continue;
        Object item = pdf.makeIndirectObject(Object::newDictionary());
        item.replaceKey("/Title", Object::newUnicodeString(mark.title.toStdString()));
        const double top = (PageFlow::kPageHeight - mark.y + 8) * 0.75;
        item.replaceKey("/Dest", Object::newArray({pages.at(static_cast<std::size_t>(mark.page)).getObjectHandle(),
                                                   Object::newName("/XYZ"), Object::newNull(), Object::newReal(top, 2),
                                                   Object::newNull()}));
        if (mark.level == 0 || tops.empty())
            tops.push_back({item, {}});
        else
            tops.back().children.push_back(item);
    }
    Object outlines = pdf.makeIndirectObject(Object::newDictionary());
    outlines.replaceKey("/Type", Object::newName("/Outlines"));
    std::vector<Object> top;
    for (Item& item : tops) {
        link(item.object, item.children, false);
        top.push_back(item.object);
    }
    link(outlines, top, true);
    pdf.getRoot().replaceKey("/Outlines", outlines);
}

} // namespace

Result<QByteArray> finishPdf(const QByteArray& bytes, const QList<PageFlow::Bookmark>& bookmarks, const PdfFacts& facts)
{
    // libqpdf reports by exception; none leaves this function.
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        setInfo(pdf, facts);
        addBookmarks(pdf, bookmarks);
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const auto out = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char*>(out->getBuffer()), static_cast<qsizetype>(out->getSize()));
    } catch (const std::exception& problem) {
        return fail(QStringLiteral("report.write"), QString::fromUtf8(problem.what()).left(200));
    }
}

} // namespace hopscope
